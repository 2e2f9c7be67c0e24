/** Helm's checks of Chart.yaml, in its order and in plain words, and the config blob. */
import { describe, expect, it } from 'vitest';
import { readChartYaml } from '../../../../electron/charts/chart-yaml';
import { checkMetadata, configBytesOf } from '../../../../electron/charts/helm-metadata';
import type { HelmMetadata } from '../../../../electron/charts/helm-types';

const check = (text: string): HelmMetadata => checkMetadata(readChartYaml(Buffer.from(text)).metadata);
const chart = (rest: string): HelmMetadata => check(`apiVersion: v2\nname: app\nversion: 1.0.0\n${rest}`);
const configOf = (metadata: HelmMetadata): string => Buffer.from(configBytesOf(metadata)).toString();

describe('checkMetadata', () => {
  it.each([
    ['name: app\nversion: 1.0.0\n', 'invalid-metadata', 'no apiVersion', 'apiVersion is required'],
    ['apiVersion: v2\nversion: 1.0.0\n', 'invalid-name', 'has no name', 'name is required'],
    ['apiVersion: v2\nname: ".."\nversion: 1.0.0\n', 'invalid-name', '“..” can', 'is invalid'],
    ['apiVersion: v2\nname: "."\nversion: 1.0.0\n', 'invalid-name', '“.” can', 'is invalid'],
    ['apiVersion: v2\nname: a/b\nversion: 1.0.0\n', 'invalid-name', '“a/b” can', 'is invalid'],
    ['apiVersion: v2\nname: "\\u200b"\nversion: 1.0.0\n', 'invalid-name', 'has no name', 'name is required'],
    ['apiVersion: v2\nname: app\n', 'invalid-version', 'has no version', 'version is required'],
    ['apiVersion: v2\nname: app\nversion: latest\n', 'invalid-version', '“latest” isn', 'is invalid'],
    // The version is not cleaned.
    ['apiVersion: v2\nname: app\nversion: "1.0.0\\t"\n', 'invalid-version', 'isn', 'is invalid'],
    [
      'apiVersion: v2\nname: app\nversion: 1.0.0\ntype: thing\n',
      'invalid-metadata',
      '“thing”',
      'application or library',
    ],
    ['apiVersion: v2\nname: ".."\nversion: latest\n', 'invalid-name', '“..”', 'is invalid'],
  ])('refuses %j as %s', (text, code, words, details) => {
    expect(() => check(text)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(words),
        details: expect.stringContaining(details),
      }),
    );
  });

  it.each([
    ['maintainers: [~]', 'empty entry'],
    ['dependencies: [~]', 'empty entry'],
    ['dependencies: [{name: a, alias: a.b}]', 'alias of the dependency a'],
    ['dependencies: [{name: a}, {name: a}]', 'Two dependencies are called a'],
    ['dependencies: [{name: a, alias: c}, {name: b, alias: c}]', 'Two dependencies are called c'],
    ['dependencies: [{name: a, alias: b}, {name: b}]', 'Two dependencies are called b'],
  ])('refuses %j and tells what to do', (text, words) => {
    expect(() => chart(text)).toThrow(
      expect.objectContaining({
        code: 'invalid-metadata',
        message: expect.stringMatching(/package it again/),
      }),
    );
    expect(() => chart(text)).toThrow(words);
  });

  it('takes the same dependency twice under two aliases', () => {
    expect(chart('dependencies: [{name: a}, {name: a, alias: b}]').dependencies).toHaveLength(2);
  });

  it('cleans what Helm cleans and nothing else', () => {
    const dirty = '"a\\tb\\u200b"';
    const metadata = chart(
      [
        ...['description', 'home', 'icon', 'condition', 'tags', 'appVersion', 'kubeVersion'].map(
          (key) => `${key}: ${dirty}`,
        ),
        `sources: [${dirty}]`,
        `keywords: [${dirty}]`,
        `maintainers: [{name: ${dirty}, email: ${dirty}, url: ${dirty}}]`,
        `dependencies: [{name: ${dirty}, version: ${dirty}, repository: ${dirty}, condition: ${dirty}, tags: [${dirty}], import-values: [${dirty}]}]`,
        `annotations: {${dirty}: ${dirty}}`,
      ].join('\n'),
    );
    expect(metadata).toMatchObject({
      description: 'a b',
      home: 'a b',
      icon: 'a b',
      condition: 'a b',
      tags: 'a b',
      appVersion: 'a b',
      kubeVersion: 'a b',
      sources: ['a b'],
      keywords: ['a b'],
      maintainers: [{ name: 'a b', email: 'a b', url: 'a b' }],
      dependencies: [
        {
          name: 'a b',
          version: 'a b',
          repository: 'a b',
          condition: 'a b',
          tags: ['a b'],
          importValues: ['a\tb\u200b'],
        },
      ],
      annotations: new Map([['a\tb\u200b', 'a\tb\u200b']]),
    });
  });
});

describe('configBytesOf', () => {
  it('writes the fields in the order of Go, and no empty ones', () => {
    expect(configOf(chart('type: library\nhome: h\nkeywords: []\ndeprecated: true\n'))).toBe(
      '{"name":"app","home":"h","version":"1.0.0","apiVersion":"v2","deprecated":true,"type":"library"}',
    );
  });

  it("always writes a dependency's name and repository", () => {
    expect(
      configOf(chart('dependencies: [{version: "1", enabled: true, import-values: [{b: 1, a: [x]}], alias: z}]')),
    ).toContain(
      '"dependencies":[{"name":"","version":"1","repository":"","enabled":true,"import-values":[{"a":["x"],"b":1}],"alias":"z"}]',
    );
  });

  it('leaves out what a maintainer does not have', () => {
    expect(configOf(chart('maintainers: [{name: Ana}, {email: "b@c"}]'))).toContain(
      '"maintainers":[{"name":"Ana"},{"email":"b@c"}]',
    );
  });
});
