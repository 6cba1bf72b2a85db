import { serve } from '../../src/engine/worker/host';
import { engineJobs } from './jobs';

serve(engineJobs);
