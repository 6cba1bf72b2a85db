import type { AutomatedStoryteller } from '../../src/app/tabs/story/automationTypes';
import { askOf } from '../ask';

/** Calls the page's Story. */
export const ask = askOf<AutomatedStoryteller>('story');
