// A contestant of the benchmark in a tab of its own.

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('../../bench/contestant.ts').Contestant} Contestant
 */

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address of bench/page.html with its query
 * @param {(reason: string) => Error} unsupported makes what is thrown when the engine cannot do it
 * @returns {Promise<Contestant>}
 */
export async function openTab(browser, address, unsupported) {
  const page = await browser.newPage();
  const reason = await guarded(
    page,
    (async () => {
      await page.goto(address);
      return page.evaluate(async () => {
        const opened = await window.contestant;
        return 'unsupported' in opened ? opened.unsupported : null;
      });
    })(),
  );
  if (reason !== null) {
    await page.close();
    throw unsupported(reason);
  }
  /** @type {import('puppeteer-core').JSHandle<Contestant>} */
  const contestant = await page.evaluateHandle(
    async () => /** @type {Contestant} */ (await window.contestant),
  );
  /** @template T @param {(contestant: Contestant, number: number) => Promise<T>} ask @param {number} number */
  const call = async (ask, number) => {
    await page.bringToFront();
    return guarded(page, contestant.evaluate(ask, number));
  };
  return {
    about: await contestant.evaluate(({ about }) => about),
    check: (passes) => call((one, number) => one.check(number), passes),
    time: (steps) => call((one, number) => one.time(number), steps),
    count: (steps) => call((one, number) => one.count(number), steps),
    profile: (steps) => call((one, number) => one.profile(number), steps),
    close: () => page.close(),
  };
}

/** Runs work in a page, and fails when the page does. @template T @param {Page} page @param {Promise<T>} work */
async function guarded(page, work) {
  const failed = new Promise((_, reject) => {
    page.once('pageerror', reject);
    page.once('error', (error) => reject(new Error(`the page crashed: ${error.message}`)));
  });
  failed.catch(() => {});
  try {
    return /** @type {T} */ (await Promise.race([work, failed]));
  } finally {
    page.removeAllListeners('pageerror').removeAllListeners('error');
  }
}
