// Runs a Node server for as long as somebody uses it, and never longer, not even when its users are killed.
//
//   node serve.mjs --stdin MODULE [ARGUMENT...]         ends when standard input closes: whoever started it holds the other end
//   node serve.mjs --users PORT MODULE [ARGUMENT...]    ends when nobody is connected to PORT any more: of several processes
//                                                       any may come and go, and the last one ends it
//
// A user that is about to leave sends a byte and is told how many others stay.
import http from 'node:http';
import net from 'node:net';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const FIRST_USER_MS = 90000, GRACE_MS = 700, LINGER_MS = 50, SAVE_MS = 15000;

// A server that is closed waits for its connections, and clients keep theirs open: they are cut, so that what it holds is saved at once.
const close = http.Server.prototype.close;
http.Server.prototype.close = function (...args) {
  const closed = close.apply(this, args);
  this.closeIdleConnections();
  setTimeout(() => this.closeAllConnections(), LINGER_MS).unref();
  return closed;
};

// Whoever reads our output may be gone.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const args = process.argv.slice(2);
const mode = args.shift();
const port = mode === '--users' ? Number(args.shift()) : 0;
const [module, ...rest] = args;
const entry = createRequire(import.meta.url).resolve(module);
process.argv = [process.argv[0], entry, ...rest];

// The storage emulator asks its store for what has an account, a container and a name, or a partition and a row key, in this order, and only the
// first is looked up: it goes through all blobs, or a whole partition, at each request. Asked for the name first, it does not. And it goes through
// the names of all tables to find one, several times a row: where one stood last is looked at first.
const TELLING = ['RowKey', 'messageId', 'name', 'blobName', 'containerName', 'queueName'];
try {
  const Loki = createRequire(entry)('lokijs');
  const { getCollection } = Loki.prototype;
  const placesOf = new WeakMap();
  Loki.prototype.getCollection = function (name) {
    const places = placesOf.get(this) ?? new Map();
    placesOf.set(this, places);
    const there = this.collections[places.get(name)];
    if (there?.name === name) {
      return there;
    }
    const found = getCollection.call(this, name);
    places.set(name, this.collections.indexOf(found));
    return found;
  };
  const { Resultset } = Loki;
  const find = Resultset.prototype.find;
  Resultset.prototype.find = function (query, ...rest) {
    const first = query && Object.keys(query).length > 1 && TELLING.find((key) => typeof query[key] === 'string');
    return find.call(this, first ? { [first]: query[first], ...query } : query, ...rest);
  };
} catch {
  // Another server has no such store.
}

// And it answers a question for some rows of a partition by going through every row of the table. Told the partition, it looks that up first.
const partitionOf = (filter) => {
  const text = /^\s*\(?\s*PartitionKey eq '((?:[^']|'')*)'/.exec(filter ?? '');
  return text && !/\b(or|not)\b/i.test(filter.replace(/'(?:[^']|'')*'/g, " '' ")) ? text[1].replaceAll("''", "'") : undefined;
};
try {
  const store = createRequire(entry)('./table/persistence/LokiTableMetadataStore.js').default.prototype;
  const query = store.queryTableEntities;
  store.queryTableEntities = function (context, account, table, options, ...rest) {
    const PartitionKey = partitionOf(options?.filter);
    const rows = (...of) => {
      const all = this.getEntityCollection(...of);
      return PartitionKey === undefined ? all : { chain: () => all.chain().find({ PartitionKey }) };
    };
    return query.call(Object.create(this, { getEntityCollection: { value: rows } }), context, account, table, options, ...rest);
  };
} catch {
  // Another server has no such store.
}

let ending = false;
const end = () => {
  if (!ending) {
    ending = true;
    process.kill(process.pid, 'SIGTERM'); // the servers save what they hold and close
    setTimeout(() => process.exit(0), SAVE_MS).unref();
  }
};

if (mode === '--users') {
  let users = 0;
  const leave = (saidSo) => {
    users--;
    if (users === 0 && !ending) {
      setTimeout(() => { if (users === 0) end(); }, saidSo ? 0 : GRACE_MS); // the next command may take over from one that was killed
    }
  };
  net.createServer((socket) => {
    users++;
    socket.unref();
    let saidSo = false;
    socket.on('data', () => {
      saidSo = true;
      socket.write(String.fromCharCode(Math.min(users - 1, 100)));
    });
    socket.on('error', () => {}).on('close', () => leave(saidSo));
  }).listen(port, '127.0.0.1').unref(); // the server that is run keeps the process alive, this does not
  setTimeout(() => { if (users === 0) end(); }, FIRST_USER_MS).unref();
} else {
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
  process.stdin.unref?.();
}

await import(pathToFileURL(entry).href);

// Ctrl+C in a terminal reaches every process of it: the users stop first, and we with the last of them.
if (mode === '--users') {
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', () => {});
}
