import type { AutomatedImagine } from '../../src/app/tabs/imagine/automationTypes';
import { askOf } from '../ask';

/** Calls the page's Imagine. */
export const ask = askOf<AutomatedImagine>('imagine');
