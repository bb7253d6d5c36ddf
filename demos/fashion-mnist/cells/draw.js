import { gl, model, pixels, show } from '../draw.ts';

const image = gl.tensor(pixels).reshape([1, 784]);
const probabilities = await model.predict(image);
show.probabilities(await probabilities.data());
