import type { Sql } from './sql.port.js';

export async function getCheckpoint(sql: Sql, name: string): Promise<string | undefined> {
  return (await sql.query<{ value: string }>('SELECT value FROM checkpoint WHERE name = $1', [name]))[0]?.value;
}

export async function setCheckpoint(sql: Sql, name: string, value: string): Promise<void> {
  await sql.query('INSERT INTO checkpoint VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [
    name,
    value,
  ]);
}
