/**
 * Takes what must not be seen out of text that goes to the log or to the folded details of a message: secrets that this
 * process knows, whatever their disguise, and everything that looks like one. It rather takes too much than too little.
 * No I/O. Every pattern is linear in the length of the text: what is redacted may come from a hostile registry.
 */
import { homedir } from 'node:os';
import { redactPatterns, REDACTED } from './secret-patterns';
import { createSecretSearch } from './secret-search';

export interface RedactorOptions {
  /** Absolute; shown as `~`. */
  readonly homeFolder: string;
}

export interface Redactor {
  readonly redact: (text: string) => string;
  /**
   * From now on this value is left out of every text: as it is, in JSON, URL-encoded, in base64 by itself or with
   * anything around it, and as the Basic header of `username`. Values under four characters are only found by patterns:
   * searched for by themselves they would hit ordinary words.
   */
  readonly addSecret: (secret: string, username?: string) => void;
}

export function createRedactor({ homeFolder }: RedactorOptions): Redactor {
  const secrets = createSecretSearch();
  const homePattern = homeFolderPattern(homeFolder);
  return {
    redact(text) {
      // Known secrets first: a pattern could cut one in two and leave a part of it.
      const patterned = redactPatterns(secrets.replaceAll(text, REDACTED));
      return homePattern === null ? patterned : patterned.replaceAll(homePattern, '~');
    },
    addSecret: secrets.add,
  };
}

/** Either one, doubled by JSON or once more by JSON in JSON; `file:///` has three. */
const SLASHES = String.raw`[\\/]{1,4}`;

/** In each way that a path is written: with either slash, with backslashes doubled by JSON, percent-encoded in a URL. */
function homeFolderPattern(homeFolder: string): RegExp | null {
  const parts = homeFolder.split(/[\\/]+/).filter((part) => part !== '');
  // The root is everyone's home, and no one's name.
  if (parts.length === 0) return null;
  const names = parts.map((part) => `(?:${escapePattern(part)}|${escapePattern(encodeURIComponent(part))})`);
  const start = /^[\\/]/.test(homeFolder) ? SLASHES : '';
  // Neither the end of another path (/var/root) nor the start of a longer name (/home/ana in /home/anabel).
  return new RegExp(String.raw`(?<![\w.~%-])${start}${names.join(SLASHES)}(?![\w-]|\.\w)`, 'giu');
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

const processRedactor = createRedactor({ homeFolder: homedir() });

/** Redacts with the secrets that this process knows. */
export const redact = processRedactor.redact;
/** Makes a secret known to `redact`, for as long as the process lives: call it before the secret is first used. */
export const addSecret = processRedactor.addSecret;
