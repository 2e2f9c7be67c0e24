/** Tags, anchors and directives. */
import { expect, it } from 'vitest';
import { Cursor } from '../../../../shared/yaml/cursor';
import { scanAnchorName, scanDirective, scanTag } from '../../../../shared/yaml/scan-tag';

it.each([
  ['!!int 1', '!!', 'int'],
  ['!mine 1', '!', 'mine'],
  ['!e!mine 1', '!e!', 'mine'],
  ['!<tag:yaml.org,2002:str> 1', '', 'tag:yaml.org,2002:str'],
  ['! 1', '', '!'],
  ['!a%20b%C3%A4 1', '!', 'a bä'],
])('reads the tag of %j', (text, handle, suffix) => {
  expect(scanTag(new Cursor(text))).toEqual({ handle, suffix });
});

it.each([
  ['!<x', "did not find the expected '>'"],
  ['!<> 1', 'did not find expected tag URI'],
  ['!a{ 1', 'did not find expected whitespace'],
  ['!a%zz 1', 'URI escaped octet'],
  ['!a%ff 1', 'incorrect UTF-8'],
])('refuses the tag of %j', (text, problem) => {
  expect(() => scanTag(new Cursor(text))).toThrow(problem);
});

it.each([
  ['&a-b_1 x', 'a-b_1'],
  ['*a: x', 'a'],
  ['*a]', 'a'],
])('reads the name in %j', (text, name) => {
  expect(scanAnchorName(new Cursor(text))).toBe(name);
});

it.each(['& x', '&', '&a.b', '&ä'])('refuses the name in %j', (text) => {
  expect(() => scanAnchorName(new Cursor(text))).toThrow('alphabetic or numeric');
});

it.each([
  ['%YAML 1.1\n', { name: 'YAML', version: '1.1' }],
  ['%YAML 1.2 # new\n', { name: 'YAML', version: '1.2' }],
  ['%TAG !e! tag:example.com,2000:\n', { name: 'TAG', handle: '!e!', prefix: 'tag:example.com,2000:' }],
])('reads the directive %j', (text, directive) => {
  expect(scanDirective(new Cursor(text))).toEqual(directive);
});

it.each([
  ['%YAML one\n', 'version number'],
  ['%TAG e x\n', "did not find expected '!'"],
  ['%TAG !e! x y\n', 'comment or line break'],
  ['%FOO bar\n', 'unknown directive'],
])('refuses the directive %j', (text, problem) => {
  expect(() => scanDirective(new Cursor(text))).toThrow(problem);
});
