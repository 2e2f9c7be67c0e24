/**
 * The second defence: what clean-html.ts wrote is parsed and checked once more by DOMPurify, before it is put into the page. One
 * instance for the window: the policy lets its name be taken once.
 */
import createPurifier, { type Config } from 'dompurify';

const CONFIG = {
  RETURN_DOM_FRAGMENT: true,
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'video', 'audio', 'picture', 'source'],
  FORBID_ATTR: ['style', 'srcset', 'action', 'formaction', 'background', 'poster', 'target'],
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|#|data:image\/(?:png|jpe?g|gif|webp);base64,)/i,
} as const satisfies Config;

const purifier = createPurifier(window);
// Read once: what is given to a call is read again each time.
purifier.setConfig(CONFIG);

/** Each of `blocks` by itself, in their order. Most of the time of a short one is the document that it is parsed in: they share one. */
export function sanitizeEach(blocks: readonly string[]): DocumentFragment[] {
  const frames = sanitize(blocks.map((html) => `<div>${html}</div>`).join('')).childNodes;
  // Where one of them ended the frame around it, each has to be parsed alone.
  if (frames.length !== blocks.length) return blocks.map(sanitize);
  return [...frames].map((frame) => {
    const content = document.createDocumentFragment();
    content.append(...frame.childNodes);
    return content;
  });
}

function sanitize(html: string): DocumentFragment {
  return purifier.sanitize(html, CONFIG);
}
