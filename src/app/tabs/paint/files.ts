/** Which files other than pictures Paint takes. */
import { looksLikeNetwork } from '../../../features/paint/ownNetwork/shared/types';
import { videoTypeOf } from '../../../library/intake/fileKinds';

/** Whether a file is a visitor's own network or a video, by its name and type. */
export const acceptsFile = (file: File): boolean => looksLikeNetwork(file.name) || videoTypeOf(file) !== undefined;
