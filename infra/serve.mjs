// Runs a Node server and ends it when standard input closes: whoever started it holds the other end of that pipe, so the
// server never outlives its owner, not even one that was killed. Usage: node serve.mjs MODULE [ARGUMENT...]
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [module, ...args] = process.argv.slice(2);
const entry = createRequire(import.meta.url).resolve(module);
process.argv = [process.argv[0], entry, ...args];

const end = () => {
  process.kill(process.pid, 'SIGTERM'); // the servers save what they hold and close
  setTimeout(() => process.exit(0), 8000).unref();
};
process.stdin.on('end', end).on('close', end).on('error', end).resume();
process.stdin.unref?.();

await import(pathToFileURL(entry).href);
