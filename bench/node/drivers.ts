import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Environment variables with which Vulkan may find a driver, and words for it. */
export interface Driver {
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folders of shared libraries, searched before the machine's own. */
  readonly libraries: readonly string[];
}

/** Where NVIDIA's driver puts its description for the Vulkan loader; the last is how containers get it mounted. */
const NVIDIA_DESCRIPTIONS = ['/etc', '/usr/share', '/usr/local/share', '/usr/local/nvidia/share'].map(
  (folder) => `${folder}/vulkan/icd.d/nvidia_icd.json`,
);

/** Libraries of NVIDIA's driver that contain Vulkan: the second does not need X. */
const NVIDIA_LIBRARIES = ['libGLX_nvidia.so.0', 'libEGL_nvidia.so.0'];

/** Not on the loader's path, but libraries are there where a container has the driver mounted. */
const MOUNTED_LIBRARIES = ['/usr/local/nvidia/lib64', '/usr/local/nvidia/lib'];

export interface DriverSearch {
  /** The pack's folder of libraries. */
  readonly lib: string;
  /** A folder for descriptions of drivers that have none. */
  readonly scratch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists?: (path: string) => boolean;
}

/** SwiftShader, which the pack brings. */
export const softwareDriver = (lib: string): Driver => ({
  title: 'SwiftShader',
  env: vulkanDriver(join(lib, 'swiftshader/vk_swiftshader_icd.json')),
  libraries: [join(lib, 'vulkan')],
});

/**
 * What to try for a GPU, the likeliest first: what the user names; NVIDIA's own description; whatever the
 * loader finds; and NVIDIA's libraries, for which descriptions are written, with what they may lack from the pack.
 */
export async function hardwareDrivers(search: DriverSearch): Promise<Driver[]> {
  const { lib, scratch, env, exists = existsSync } = search;
  const libraries = [join(lib, 'vulkan'), ...MOUNTED_LIBRARIES.filter(exists)];
  if (env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES) {
    return [{ title: 'the driver of VK_DRIVER_FILES', env: {}, libraries }];
  }
  const descriptions = NVIDIA_DESCRIPTIONS.filter(exists);
  const completed = [...libraries, join(lib, 'driver')];
  await mkdir(scratch, { recursive: true });
  const written = await Promise.all(
    NVIDIA_LIBRARIES.map(async (library) => {
      const file = join(scratch, `${library}.json`);
      await writeFile(file, describeDriver(library));
      return { title: library, env: vulkanDriver(file), libraries: completed };
    }),
  );
  return [
    ...descriptions.map((file) => ({ title: file, env: vulkanDriver(file), libraries })),
    { title: "the Vulkan loader's own search", env: {}, libraries },
    ...written,
  ];
}

/** The older name is for older loaders. */
const vulkanDriver = (file: string) => ({ VK_DRIVER_FILES: file, VK_ICD_FILENAMES: file });

const describeDriver = (library: string): string =>
  JSON.stringify({ file_format_version: '1.0.0', ICD: { library_path: library, api_version: '1.3.0' } });
