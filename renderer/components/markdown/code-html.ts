/** Code of a README as HTML, YAML and JSON in colours. Everything else is text. Pure. */
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/yaml';
import { escaped } from './clean-html';

/** In characters: a longer piece is data, and its colours would only cost time. */
const MAX_COLOURED = 20_000;
/** JSON is YAML. */
const YAML = /^(?:ya?ml|json|helm)$/i;

/** See markdown.module.css. */
const classes = tagHighlighter([
  { tag: tags.definition(tags.propertyName), class: 'code-key' },
  { tag: [tags.string, tags.special(tags.string)], class: 'code-string' },
  { tag: [tags.comment, tags.lineComment, tags.meta], class: 'code-comment' },
  { tag: [tags.labelName, tags.typeName, tags.keyword], class: 'code-word' },
]);

export function codeHtml(code: string, language: string): string {
  const [name = ''] = language.trim().split(/[\s,{]/);
  if (!YAML.test(name) || code.length > MAX_COLOURED) return escaped(code);
  let html = '';
  let position = 0;
  highlightTree(parser.parse(code), classes, (from, to, className) => {
    html += escaped(code.slice(position, from));
    html += `<span class="${className}">${escaped(code.slice(from, to))}</span>`;
    position = to;
  });
  return html + escaped(code.slice(position));
}
