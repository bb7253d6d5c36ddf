// `npm start`: serves the demo gallery until Ctrl-C, and opens it where there is a display.
import open from 'open';
import { createServer } from 'vite';

const server = await createServer({ server: { port: 5173 } });
await server.listen();
const [address] = server.resolvedUrls?.local ?? [];
console.info(`\nThe gradloom gallery: ${address}\nCtrl-C stops it.`);

const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (hasDisplay && !process.env.CI) {
  const browser = await open(address);
  browser.on('error', () => console.info('No browser could be opened; open the address yourself.'));
}
