/**
 * The log: one JSON object a line, redacted, in a few files of bounded size. Written at once, so that the last words
 * before a crash are there. Never throws: a full disk must not stop the app. Nothing of it is sent anywhere.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toLoggableFields, type LoggableFields } from './loggable';
import { redact as redactWithKnownSecrets } from './redact';

/** Bytes; a file that would grow over this is put aside first. */
const MAX_FILE_BYTES = 1024 * 1024;
/** Of all files together with the one that is written: about 3 MB, weeks of ordinary use. */
const MAX_FILES = 3;
/** Characters; the rest of a line is cut off, after redaction. */
const MAX_LINE_LENGTH = 16 * 1024;

type Level = 'info' | 'warn' | 'error';

export interface LogOptions {
  /** Absolute; made where it isn't there. Holds `chartroom.log` and, older, `chartroom.1.log` and so on. */
  readonly folder: string;
  readonly redact?: (text: string) => string;
  readonly maxFileBytes?: number;
}

/** Messages say what happened; `detail` is what varies: named values, or an error or anything else that was thrown. */
export interface Log {
  readonly info: (message: string, detail?: unknown) => void;
  readonly warn: (message: string, detail?: unknown) => void;
  readonly error: (message: string, detail?: unknown) => void;
}

export function createLog({ folder, redact = redactWithKnownSecrets, maxFileBytes = MAX_FILE_BYTES }: LogOptions): Log {
  const fileOf = (age: number) => join(folder, age === 0 ? 'chartroom.log' : `chartroom.${age}.log`);
  /** Lines that could not be written; told by the next one that can. */
  let lost = 0;

  function write(level: Level, message: string, detail: unknown): void {
    try {
      const lines = [
        ...(lost === 0 ? [] : [lineOf('warn', `${lost} earlier lines could not be written`, {})]),
        lineOf(level, redact(message), toLoggableFields(fieldsOf(detail), redact)),
      ].join('');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeOf(fileOf(0)) + Buffer.byteLength(lines) > maxFileBytes) rotate();
      appendFileSync(fileOf(0), lines, { mode: 0o600 });
      lost = 0;
    } catch {
      // There is nowhere to say it but the next line.
      lost += 1;
    }
  }

  function rotate(): void {
    for (let age = MAX_FILES - 2; age >= 0; age -= 1) {
      if (sizeOf(fileOf(age)) > 0) renameSync(fileOf(age), fileOf(age + 1));
    }
  }

  return {
    info: (message, detail) => write('info', message, detail),
    warn: (message, detail) => write('warn', message, detail),
    error: (message, detail) => write('error', message, detail),
  };
}

function fieldsOf(detail: unknown): object {
  if (detail === undefined) return {};
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return { detail };
  return detail instanceof Error ? { error: detail } : detail;
}

/** Always one line of valid JSON: control characters and line breaks of what is logged are escaped. */
function lineOf(level: Level, message: string, fields: LoggableFields): string {
  const head = { time: new Date().toISOString(), level, message };
  const line = JSON.stringify({ ...head, ...fields, ...head });
  if (line.length <= MAX_LINE_LENGTH) return `${line}\n`;
  const start = { ...head, message: message.slice(0, MAX_LINE_LENGTH / 4), cut: line.slice(0, MAX_LINE_LENGTH / 2) };
  return `${JSON.stringify(start)}\n`;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
