/** Creates Find with the page's engine, library and database. Loaded with the tab. */
import type { IndexStores } from '../../../features/find/index/stores';
import { findSession } from '../../../features/find/session';
import { createFindStudio } from '../../../features/find/studio';
import { attempt } from '../../../ui/feedback/toasts';
import { databaseOf } from '../../database';
import { library } from '../../library';
import { sessions } from '../../session';
import { engine } from './engine';

export const studio = createFindStudio({ engine, library, database: databaseOf<IndexStores>() });

attempt(() => sessions.keep('find', studio.find, findSession(studio.find)));
