/** Container images that a chart names: in its values, its annotations, and as they stand in its templates. Nothing is rendered. Pure. */
import type { ComparedImage } from '../../../shared/comparison';
import { isYamlList, isYamlMapping, isYamlTyped, type YamlMapping, type YamlValue } from '../../../shared/yaml/decode';
import { YamlError } from '../../../shared/yaml/yaml-error';
import { decodeYamlBytes } from '../yaml-bytes';
import { cutText } from './change-list';

export interface FoundImage extends ComparedImage {
  /** A path of values, an annotation or a template. */
  readonly foundIn: string;
}

/** Artifact Hub's list of a chart's images. */
const IMAGES_ANNOTATION = 'artifacthub.io/images';
const MAX_IMAGES = 2_000;
const NAME =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/i;
const REFERENCE = /^([^@\s]+?)(?::(\w[\w.-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,128}))?$/i;
const TEMPLATE_LINE = /^[ \t]*(?:- +)?image:[ \t]*["']?([^\s"'{}#]+)["']?[ \t]*(?:#.*)?$/gm;
const MAX_REFERENCE = 400;

/** `docker.io/traefik:v3.1@sha256:…`; null for what is none. */
export function parseImage(text: string): Omit<ComparedImage, 'isAssumed'> | null {
  if (text.length > MAX_REFERENCE) return null;
  const [, name = '', tag, digest] = REFERENCE.exec(text) ?? [];
  if (!NAME.test(name)) return null;
  return { name: cutText(name), tag: tag ?? null, digest: digest ?? null };
}

/** `appVersion`: what a chart mostly takes where its values name no tag. */
export function imagesInValues(
  values: YamlMapping,
  { prefix, appVersion }: { readonly prefix: readonly string[]; readonly appVersion: string },
): readonly FoundImage[] {
  const found: FoundImage[] = [];
  const add = (image: Omit<ComparedImage, 'isAssumed'>, path: readonly string[]): void => {
    if (found.length >= MAX_IMAGES) return;
    const isAssumed = image.tag === null && image.digest === null && appVersion !== '';
    const tag = isAssumed ? cutText(appVersion) : image.tag;
    found.push({ ...image, tag, isAssumed, foundIn: cutText([...prefix, ...path].join('.')) });
  };
  function walk(value: YamlValue, path: readonly string[]): void {
    if (isYamlList(value)) value.forEach((item, at) => walk(item, [...path, String(at)]));
    if (typeof value === 'string') {
      const image = /image$/i.test(path.at(-1) ?? '') ? parseImage(value) : null;
      // A bare word in a key such as `backgroundImage` is no image.
      if (image !== null && (path.at(-1) === 'image' || image.tag !== null || image.digest !== null)) add(image, path);
    }
    if (!isYamlMapping(value)) return;
    const image = imageOfMap(value, path.at(-1) ?? '');
    if (image !== null) add(image, path);
    for (const [key, inner] of value) {
      // With its tag beside it, it was found above.
      if (key === 'image' && value.has('tag') && typeof inner === 'string') continue;
      walk(inner, [...path, key]);
    }
  }
  walk(values, []);
  return found;
}

/** Repository, tag and digest in keys of their own. */
function imageOfMap(map: YamlMapping, key: string): Omit<ComparedImage, 'isAssumed'> | null {
  const isImage = /image$/i.test(key);
  const named = map.has('tag') ? textOf(map.get('image')) || (isImage ? textOf(map.get('name')) : '') : '';
  const repository = textOf(map.get('repository')) || named;
  if (repository === '' || !(isImage || map.has('tag') || map.has('digest') || map.has('registry'))) return null;
  // A chart's repository is no image.
  if (/^[a-z]+:\/\//.test(repository)) return null;
  const registry = textOf(map.get('registry'));
  const whole = parseImage(registry === '' ? repository : `${registry}/${repository}`);
  if (whole === null) return null;
  const [tag, digest] = [textOf(map.get('tag')), textOf(map.get('digest')) || textOf(map.get('sha'))];
  return {
    name: whole.name,
    tag: tag === '' ? whole.tag : cutText(tag),
    digest: digest === '' ? whole.digest : cutText(digest),
  };
}

/** A number that is written as a tag keeps its text: `1.10` is no `1.1` here. */
function textOf(value: YamlValue | undefined): string {
  if (typeof value === 'string') return value;
  return value !== undefined && isYamlTyped(value) ? value.text : '';
}

export function imagesInAnnotations(annotations: ReadonlyMap<string, string>): readonly FoundImage[] {
  const text = annotations.get(IMAGES_ANNOTATION);
  if (text === undefined) return [];
  try {
    const { value } = decodeYamlBytes(Buffer.from(text));
    if (!isYamlList(value)) return [];
    return value.slice(0, MAX_IMAGES).flatMap((item) => {
      const image = isYamlMapping(item) ? parseImage(textOf(item.get('image'))) : null;
      return image === null ? [] : [{ ...image, isAssumed: false, foundIn: IMAGES_ANNOTATION }];
    });
  } catch (error) {
    // Nothing but a hint for Artifact Hub, which helm never reads.
    if (error instanceof YamlError) return [];
    throw error;
  }
}

/** Those that stand there whole: what is put together from values is found in the values. */
export function imagesInTemplate(text: string, path: string): readonly FoundImage[] {
  const found: FoundImage[] = [];
  for (const [, reference = ''] of text.matchAll(TEMPLATE_LINE)) {
    const image = parseImage(reference);
    if (image !== null && found.length < MAX_IMAGES) found.push({ ...image, isAssumed: false, foundIn: cutText(path) });
  }
  return found;
}
