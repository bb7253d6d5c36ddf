import { defineBrowserProvider } from '@vitest/browser';
import type { Browser, Page } from 'puppeteer-core';
import type { TestProject } from 'vitest/node';
import { launchBrowser } from '../../tools/browser.mjs';

const HEARTBEAT_MILLISECONDS = 5_000;
const HUNG_AFTER_MILLISECONDS = 90_000;

/** Vitest's browser mode on puppeteer-core: the same browser and flags as the command line uses. */
class PuppeteerProvider {
  readonly name = 'puppeteer';
  readonly supportsParallelism = false;
  private readonly project: TestProject;
  private browser: Promise<Browser> | null = null;
  private readonly pages = new Map<string, Page>();
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(project: TestProject) {
    this.project = project;
  }

  getCommandsContext(sessionId: string) {
    return { page: this.page(sessionId) };
  }

  async openPage(sessionId: string, url: string) {
    this.browser ??= launchBrowser({ adapter: 'software' });
    const page = await (await this.browser).newPage();
    // A page in the background gets no animation frames.
    await page.emulateFocusedPage(true);
    this.pages.set(sessionId, page);
    this.watch(page);
    await page.goto(url, { timeout: 0 });
  }

  async getCDPSession(sessionId: string) {
    const session = await this.page(sessionId).createCDPSession();
    return {
      send: (method: string, parameters?: unknown) => session.send(method as never, parameters as never),
      on: (event: string, listener: (...values: unknown[]) => void) => void session.on(event, listener),
      off: (event: string, listener: (...values: unknown[]) => void) => void session.off(event, listener),
      once: (event: string, listener: (...values: unknown[]) => void) => void session.once(event, listener),
    };
  }

  async close() {
    clearInterval(this.heartbeat);
    await (await this.browser)?.close();
    this.browser = null;
  }

  private page(sessionId: string): Page {
    const page = this.pages.get(sessionId);
    if (!page) throw new Error(`No page for session ${sessionId}`);
    return page;
  }

  /** An endless loop in a test would hang the run for ever: no timer of the page runs any more. */
  private watch(page: Page) {
    let answered = Date.now();
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(async () => {
      if (Date.now() - answered > HUNG_AFTER_MILLISECONDS) {
        clearInterval(this.heartbeat);
        this.project.vitest.logger.error(
          `The test page hung for ${HUNG_AFTER_MILLISECONDS / 1000} s: killed.`,
        );
        (await this.browser)?.process()?.kill('SIGKILL');
        return;
      }
      await page.evaluate('1').then(
        () => {
          answered = Date.now();
        },
        () => {},
      );
    }, HEARTBEAT_MILLISECONDS);
  }
}

export function puppeteerProvider() {
  return defineBrowserProvider({
    name: 'puppeteer',
    supportedBrowser: ['chrome'],
    providerFactory: (project) => new PuppeteerProvider(project),
  });
}
