// A real SMTP server that offers STARTTLS and asks for a password. Arguments: port, certificate, key, user, password, file
// that each mail is appended to as a line of JSON.
import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { SMTPServer } = createRequire(join(process.cwd(), 'package.json'))('smtp-server');
const [port, cert, key, user, password, file] = process.argv.slice(2);

const server = new SMTPServer({
  cert: readFileSync(cert),
  key: readFileSync(key),
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth(auth, session, done) {
    const known = auth.username === user && auth.password === password;
    done(known ? null : new Error('Invalid username or password'), { user });
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      appendFileSync(file, JSON.stringify({ secure: session.secure, user: session.user, raw: Buffer.concat(parts).toString('utf8') }) + '\n');
      done();
    });
  },
});
server.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => server.close(() => process.exit(0)));
