import { data } from '../../src/index.ts';

/** All 20,640 districts, from the file that ships with this page. @throws DataError when it is missing or damaged */
export const loadHousing = (): Promise<data.CaliforniaHousing> =>
  data.loadCaliforniaHousing({ url: new URL('./data/cal_housing.data.gz', import.meta.url), cache: false });
