import type { AutomatedStoryteller } from '../../src/app/tabs/story/automationTypes';
import { askOf } from '../ask';

/** Calls Story's automation on the page. */
export const ask = askOf<AutomatedStoryteller>('story');
