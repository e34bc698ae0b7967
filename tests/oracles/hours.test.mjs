// Our opening hours against the well-kept opening_hours package, for a whole year: on values of our own,
// and on every real one of shared/data where that stands beside the project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

process.env.TZ = 'UTC'; // The clocks of the place, without summer time: only the calendar is compared.
const OpeningHours = createRequire(import.meta.url)('opening_hours');
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const program = path.join(root, 'build/dev/tests/palier_hours_oracle');
const shared = process.env.PALIER_SHARED ?? path.join(root, '../shared');
const place = { lat: 48.8566, lon: 2.3522, address: { country_code: 'fr', state: 'Île-de-France' } };

const FIRST = Date.UTC(2026, 0, 1) / 864e5;
const DAYS = 365;

const ours = (values) =>
  execFileSync(program, [String(FIRST), String(DAYS)], {
    input: values.map((v) => JSON.stringify(v) + '\n').join(''),
    maxBuffer: 1 << 29,
  })
    .toString()
    .trimEnd()
    .split('\n');

function theirs(value) {
  try {
    const found = new OpeningHours(value, place).getOpenIntervals(
      new Date(FIRST * 864e5), new Date((FIRST + DAYS) * 864e5));
    return 'hours' + found.map(([a, b, unknown]) => ` ${a / 6e4}-${b / 6e4}${unknown ? '?' : ''}`).join('');
  } catch {
    return 'fault';
  }
}

function compare(values) {
  const apart = [];
  ours(values).forEach((our, i) => {
    const their = theirs(values[i]);
    if (their === 'fault' ? our.startsWith('hours') : our !== their) apart.push(values[i]);
  });
  return apart;
}

test('values of every kind agree', () => {
  const apart = compare([
    '24/7',
    'Mo-Fr 08:30-12:30,14:00-18:00; Sa 10:00-12:00; PH off',
    'Mo-Su 08:00-18:00; Mo 12:00-13:00 off',
    'Fr-Sa 22:00-02:00',
    'Mo-Fr 08:00-09:00, Mo 18:00-20:00',
    'Nov-Jan: 09:00-17:00; Feb-Apr,Oct: 09:00-18:00; May-Sep: 09:00-19:00; Nov 19,Dec 25 off',
    'Dec 24-Jan 02 off; Mo-Su 08:00-09:00',
    '2026 Apr 01-02 08:00-18:30; Mo 07:00-08:00',
    'week 10-20 Mo 08:00-09:00',
    'week 2-52/2 Mo 08:00-09:00',
    'Mo[1],Fr[-1] 14:00-16:00',
    'PH,Su 10:00-12:00',
    'easter -2 days 10:00-12:00',
    '08:00-18:00; Sa,Su "sur rendez-vous"',
    'Mo-Fr 10:00-12:00+',
    'Mo-Fr 10:00-12:00 || "sur rendez-vous"',
    'Mo 08:30-12:00-14:00',
    'Mo 25:00-26:00',
    'lundi 8h',
  ]);
  assert.deepEqual(apart, []);
});

/** The columns of a CSV file as RFC 4180 has it. */
function column(file, name) {
  const text = readFileSync(path.join(shared, 'data', file), 'utf8');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const at = rows[0].indexOf(name);
  return rows.slice(1).map((row) => row[at]).filter(Boolean);
}

test('real values agree', { skip: !existsSync(path.join(shared, 'data')) && 'shared/data is not here' }, (t) => {
  const values = [
    ...new Set([
      ...column('lieux_mediation_idf.csv', 'horaires'),
      ...column('lieux_mediation_france.csv', 'horaires'),
      ...column('monaco_pois.csv', 'opening_hours'),
    ]),
  ];
  assert.ok(values.length > 1000);
  const apart = compare(values);
  t.diagnostic(`${values.length - apart.length} of ${values.length} values agree`);
  for (const value of apart) t.diagnostic(value);
  assert.ok(apart.length <= values.length * 0.01, `${apart.length} of ${values.length} differ`);
});
