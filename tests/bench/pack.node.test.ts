import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hardwareDrivers, softwareDriver } from '../../bench/node/drivers.ts';
import { packFiles } from '../../tools/bench/pack-files.mjs';
import { parseLdd } from '../../tools/bench/shared-libraries.mjs';

const scratch = await mkdtemp(join(tmpdir(), 'gradloom-drivers-'));
afterAll(() => rm(scratch, { recursive: true }));

const search = { lib: '/pack/lib', scratch, env: {} };

test('what ldd prints', () => {
  const text = `
\tlinux-vdso.so.1 (0x00007ffd0b5f2000)
\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f5d1c200000)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f5d1be00000)
\t/lib64/ld-linux-x86-64.so.2 (0x00007f5d1c3ff000)
`;
  expect(parseLdd(text)).toEqual([
    { name: 'libm.so.6', path: '/lib/x86_64-linux-gnu/libm.so.6' },
    { name: 'libc.so.6', path: '/lib/x86_64-linux-gnu/libc.so.6' },
    { name: 'ld-linux-x86-64.so.2', path: '/lib64/ld-linux-x86-64.so.2' },
  ]);
  expect(() => parseLdd('\tlibX11.so.6 => not found\n')).toThrow('libX11.so.6 => not found');
  expect(parseLdd('\tstatically linked\n')).toEqual([]);
});

test('the files of a pack: what Node, Dawn and Vulkan need once, the rest of X beside it', () => {
  const library = (name: string) => ({ name, path: `/lib/${name}` });
  const files = packFiles({
    node: '/usr/bin/node',
    dawn: { binding: '/cache/dawn.node', licence: '/cache/LICENSE.md' },
    chrome: '/opt/chrome',
    system: [library('libc.so.6'), library('ld-linux-x86-64.so.2')],
    driver: [library('libX11.so.6'), library('libc.so.6')],
  });
  expect(Object.keys(files)).toEqual([
    ...['run.sh', 'README.md', 'LICENSE', 'bin/node', 'lib/dawn.node', 'lib/dawn-LICENSE.md'],
    ...['lib/vulkan/libvulkan.so.1', 'lib/swiftshader/libvk_swiftshader.so'],
    ...['lib/swiftshader/vk_swiftshader_icd.json', 'lib/system/libc.so.6'],
    ...['lib/system/ld-linux-x86-64.so.2', 'lib/driver/libX11.so.6'],
  ]);
  expect(files['lib/vulkan/libvulkan.so.1']).toBe('/opt/chrome/libvulkan.so.1');
  for (const own of ['run.sh', 'README.md', 'LICENSE']) expect(existsSync(files[own])).toBe(true);
});

test('drivers: what the user names is the only one', async () => {
  const env = { VK_DRIVER_FILES: '/my/icd.json' };
  expect((await hardwareDrivers({ ...search, env })).map(({ title }) => title)).toEqual([
    'the driver of VK_DRIVER_FILES',
  ]);
});

test("drivers: NVIDIA's description where there is one, the loader's search, NVIDIA's libraries", async () => {
  const mounted = '/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json';
  const exists = (path: string) => [mounted, '/usr/local/nvidia/lib64'].includes(path);
  const [described, found, glx, egl] = await hardwareDrivers({ ...search, exists });
  const libraries = ['/pack/lib/vulkan', '/usr/local/nvidia/lib64'];
  expect(described).toEqual({
    title: mounted,
    env: { VK_DRIVER_FILES: mounted, VK_ICD_FILENAMES: mounted },
    libraries,
  });
  expect(found).toMatchObject({ env: {}, libraries });
  expect([glx.title, egl.title]).toEqual(['libGLX_nvidia.so.0', 'libEGL_nvidia.so.0']);
  expect(glx.libraries).toEqual([...libraries, '/pack/lib/driver']);
  expect(JSON.parse(await readFile(glx.env.VK_DRIVER_FILES, 'utf8'))).toMatchObject({
    ICD: { library_path: 'libGLX_nvidia.so.0' },
  });
  expect((await hardwareDrivers({ ...search, exists: () => false })).map(({ title }) => title)).toEqual([
    found.title,
    'libGLX_nvidia.so.0',
    'libEGL_nvidia.so.0',
  ]);
});

test('without a GPU: the driver that the pack brings', () => {
  const file = '/pack/lib/swiftshader/vk_swiftshader_icd.json';
  expect(softwareDriver('/pack/lib')).toMatchObject({
    env: { VK_DRIVER_FILES: file },
    libraries: ['/pack/lib/vulkan'],
  });
});
