/** The tabs. To add one, add its folder and a line here. */
import { tabOf } from '../../library/recipe';
import { homeId } from '../navigation';
import { findTab } from './find/tab';
import { imagineTab } from './imagine/tab';
import { paintTab } from './paint/tab';
import { storyTab } from './story/tab';
import type { Tab } from './types';

/** In the order in which they are shown. */
export const tabs: readonly Tab[] = [storyTab, paintTab, imagineTab, findTab];

const byId = (id: string | undefined): Tab | undefined => tabs.find((tab) => tab.id === id);

/** The tab to show; the home tab when there is none with this identifier. */
export const tabToShow = (id: string): Tab => byId(id) ?? byId(homeId) ?? storyTab;

/** The tab that made a work, according to the work's recipe. */
export const makerOf = (recipe: unknown): Tab | undefined => byId(tabOf(recipe));
