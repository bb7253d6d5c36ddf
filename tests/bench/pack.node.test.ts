import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vulkanDrivers } from '../../bench/node/drivers.ts';
import { packFiles } from '../../tools/bench/pack-files.mjs';
import { parseLdd } from '../../tools/bench/shared-libraries.mjs';

const search = { software: false, lib: '/pack/lib', env: {} };

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
    ...['lib/swiftshader/vk_swiftshader_icd.json', 'lib/driver/libGLX_nvidia.json'],
    ...['lib/driver/libEGL_nvidia.json', 'lib/system/libc.so.6'],
    ...['lib/system/ld-linux-x86-64.so.2', 'lib/driver/libX11.so.6'],
  ]);
  expect(files['lib/vulkan/libvulkan.so.1']).toBe('/opt/chrome/libvulkan.so.1');
  const ours = Object.keys(files).filter((place) => !/^bin|\.so|dawn|vk_/.test(place));
  expect(ours).toHaveLength(5);
  for (const own of ours) expect(existsSync(files[own])).toBe(true);
});

test('drivers: what the user names is the only one', () => {
  const env = { VK_DRIVER_FILES: '/my/icd.json' };
  expect(vulkanDrivers({ ...search, env }).map(({ title }) => title)).toEqual([
    'the driver of VK_DRIVER_FILES',
  ]);
});

test("drivers: NVIDIA's description where there is one, the loader's search, NVIDIA's libraries", () => {
  const mounted = '/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json';
  const exists = (path: string) => [mounted, '/usr/local/nvidia/lib64'].includes(path);
  const [described, found, glx, egl] = vulkanDrivers({ ...search, exists });
  const libraries = ['/pack/lib/vulkan', '/usr/local/nvidia/lib64'];
  expect(described).toEqual({
    title: mounted,
    env: { VK_DRIVER_FILES: mounted, VK_ICD_FILENAMES: mounted },
    libraries,
  });
  expect(found).toMatchObject({ env: {}, libraries });
  expect([glx.title, egl.title]).toEqual(['libGLX_nvidia', 'libEGL_nvidia']);
  expect(glx.libraries).toEqual([...libraries, '/pack/lib/driver']);
  expect(glx.env.VK_DRIVER_FILES).toBe('/pack/lib/driver/libGLX_nvidia.json');
  expect(vulkanDrivers({ ...search, exists: () => false }).map(({ title }) => title)).toEqual([
    found.title,
    'libGLX_nvidia',
    'libEGL_nvidia',
  ]);
});

test('drivers: without a GPU the one that the pack brings', () => {
  const file = '/pack/lib/swiftshader/vk_swiftshader_icd.json';
  expect(vulkanDrivers({ ...search, software: true })).toMatchObject([
    { title: 'SwiftShader', env: { VK_DRIVER_FILES: file } },
  ]);
});
