import { existsSync } from 'node:fs';
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

/** Libraries of NVIDIA's driver that contain Vulkan, of which the pack has descriptions: the second does not need X. */
const NVIDIA_LIBRARIES = ['libGLX_nvidia', 'libEGL_nvidia'];

/** Not on the loader's path, but libraries are there where a container has the driver mounted. */
const MOUNTED_LIBRARIES = ['/usr/local/nvidia/lib64', '/usr/local/nvidia/lib'];

export interface DriverSearch {
  /** One that uses the CPU. */
  readonly software: boolean;
  /** The pack's folder of libraries. */
  readonly lib: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists?: (path: string) => boolean;
}

/**
 * What to try, the likeliest first: what the user names and nothing else; or SwiftShader, which the pack brings;
 * or for a GPU NVIDIA's own description, whatever the loader finds, and NVIDIA's libraries by name, together with
 * what they may lack.
 */
export function vulkanDrivers({ software, lib, env, exists = existsSync }: DriverSearch): Driver[] {
  const libraries = [join(lib, 'vulkan'), ...MOUNTED_LIBRARIES.filter(exists)];
  if (env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES) {
    return [{ title: 'the driver of VK_DRIVER_FILES', env: {}, libraries }];
  }
  if (software) {
    const file = join(lib, 'swiftshader/vk_swiftshader_icd.json');
    return [{ title: 'SwiftShader', env: vulkanDriver(file), libraries }];
  }
  const descriptions = NVIDIA_DESCRIPTIONS.filter(exists);
  const completed = [...libraries, join(lib, 'driver')];
  const named = NVIDIA_LIBRARIES.map((name) => ({
    title: name,
    env: vulkanDriver(join(lib, `driver/${name}.json`)),
    libraries: completed,
  }));
  return [
    ...descriptions.map((file) => ({ title: file, env: vulkanDriver(file), libraries })),
    { title: "the Vulkan loader's own search", env: {}, libraries },
    ...named,
  ];
}

/** The older name is for older loaders. */
const vulkanDriver = (file: string) => ({ VK_DRIVER_FILES: file, VK_ICD_FILENAMES: file });
