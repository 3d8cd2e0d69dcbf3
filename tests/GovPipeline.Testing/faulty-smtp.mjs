// A real SMTP server that fails as it is told. Arguments: port, file with the mode, file that each mail taken is appended to.
// Modes: ok, busy (451 after MAIL), login (530 after MAIL), refuse (550 to RCPT), drop (takes the data and breaks off before it answers).
import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { SMTPServer } = createRequire(join(process.cwd(), 'package.json'))('smtp-server');
const [port, modeFile, file] = process.argv.slice(2);
const mode = () => readFileSync(modeFile, 'utf8').trim();
const fail = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onMailFrom(address, session, done) {
    done(mode() === 'busy' ? fail(451, 'Try again later') : mode() === 'login' ? fail(530, 'Authentication required') : null);
  },
  onRcptTo(address, session, done) {
    done(mode() === 'refuse' ? fail(550, 'No such user') : null);
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      appendFileSync(file, JSON.stringify({ to: session.envelope.rcptTo[0].address, raw }) + '\n');
      if (mode() === 'drop') {
        for (const connection of server.connections) {
          connection._socket.destroy();
        }
        return;
      }
      done();
    });
  },
});
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => server.close(() => process.exit(0)));
