import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { imageTags, problemsOf } from '../scripts/release.js';

const changes = '# Changes\n\n## 1.4.0 – 2026-12-01\n\n- something\n\n## 1.3.0 – 2026-11-01\n';

describe('a release', () => {
  it('is in order where package, lock file and changes are of one version, as they are here', () => {
    expect(problemsOf('1.4.0', changes, '1.4.0')).toEqual([]);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).version;
    expect(problemsOf(version, readFileSync('CHANGELOG.md', 'utf8'), locked)).toEqual([]);
  });

  it.each([
    ['1.5.0', '1.5.0', /CHANGELOG\.md begins with 1\.4\.0: add "## 1\.5\.0/],
    ['1.4.0', '1.3.0', /npm version 1\.4\.0/],
    ['1.4', '1.4', /no semantic version/],
    ['1.4.0-beta', '1.4.0-beta', /no semantic version/],
  ])('of %s with %s in the lock file is refused, with what to do', (version, locked, said) => {
    expect(problemsOf(version, changes, locked).join('\n')).toMatch(said);
  });

  it('gives the image tags that can be followed', () => {
    expect(imageTags('1.4.2')).toEqual(['upgrade-assistant:1.4.2', 'upgrade-assistant:1.4', 'upgrade-assistant:1']);
    expect(imageTags('0.2.0')).toEqual(['upgrade-assistant:0.2.0', 'upgrade-assistant:0.2']);
  });
});
