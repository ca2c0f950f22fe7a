// node ask.mjs WAREHOUSE SQL...: the rows of each question as a line of JSON, or what went wrong; the warehouse is opened read-only.
import { DuckDBInstance } from "@duckdb/node-api";

const [warehouse, ...questions] = process.argv.slice(2);
const instance = await DuckDBInstance.create(warehouse, { access_mode: "READ_ONLY" });
const connection = await instance.connect();
for (const sql of questions) {
  try {
    const reader = await connection.runAndReadAll(sql);
    console.log(JSON.stringify(reader.getRowsJson()));
  } catch (error) {
    console.log(JSON.stringify(error.message));
  }
}
