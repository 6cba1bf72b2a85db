/** The jobs of this feature for the tensor worker, and the visitor's own networks. */
import type { OwnNetworkStores } from '../../../features/paint/ownNetwork/shared/types';
import { ownNetworkJobs } from '../../../features/paint/ownNetwork/worker/adopt';
import { paintJobs } from '../../../features/paint/pipeline';
import type { PaintJobs } from '../../../features/paint/types';
import { openDatabase } from '../../../storage/open';
import { studioDatabase } from '../../shared/stores';

/** The worker's own connection to the database: weights of 80 MB need not pass through the page. Failures show in the job's result. */
const database = openDatabase<OwnNetworkStores>({ ...studioDatabase, onTrouble: () => undefined });
const { adoptNetwork, ownModels } = ownNetworkJobs(database);

export const jobs: PaintJobs = { ...paintJobs, adoptNetwork };

export { ownModels };
