/** How a file of a chart is coloured, and whether Helm runs it. By its place and its name. Pure. */
import type { CodeLanguage } from '../../../components/code-view/code-document';

/** Below `templates/` of the chart or of one within: Helm runs all of these, whatever they are called. */
const TEMPLATE = /(?:^|\/)templates\/[^/].*$/s;
/** What charts and tools around them write in YAML. JSON is YAML. */
const YAML = /(?:\.(?:ya?ml|json|lock)|(?:^|\/)(?:Chart|requirements)\.lock)$/i;

export function isTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

export function isMarkdown(path: string): boolean {
  return !isTemplate(path) && /\.(?:md|markdown)$/i.test(path);
}

export function languageOf(path: string): CodeLanguage {
  if (isTemplate(path)) return 'template';
  return YAML.test(path) ? 'yaml' : 'text';
}
