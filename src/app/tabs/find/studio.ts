/** Creates Find with the page's engine, library and database. Loaded with the tab. */
import type { IndexStores } from '../../../features/find/index/stores';
import { createFindStudio } from '../../../features/find/studio';
import { databaseOf } from '../../database';
import { library } from '../../library';
import { engine } from './engine';

export const studio = createFindStudio({ engine, library, database: databaseOf<IndexStores>() });
