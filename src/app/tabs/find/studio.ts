/** Find on this page's engine and library. Loaded with the tab. */
import { createFindStudio } from '../../../features/find/studio';
import { database } from '../../database';
import { library } from '../../library';
import { engine } from './engine';

export const studio = createFindStudio({ engine, library, database });
