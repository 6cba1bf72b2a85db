/** The jobs of this feature, for the tensor worker's table, and the networks that a visitor brought. */
import { adoptNetwork, ownNetworkModel } from '../../../features/paint/ownNetwork/worker/adopt';
import { paintJobs } from '../../../features/paint/pipeline';
import type { PaintJobs } from '../../../features/paint/types';

export const jobs: PaintJobs = { ...paintJobs, adoptNetwork };

export const ownModels = ownNetworkModel;
