import { Button } from '../../../ui/controls/Button';
import { useImagine, useImagineRoom } from '../context';
import { counted } from '../run';
import type { Sheet } from '../state';
import '../../../ui/layout/Toolbar.css';
import './SheetToolbar.css';

interface SheetToolbarProps {
	readonly sheet: Sheet;
	readonly hood: boolean;
	readonly onHood: () => void;
}

const kinds = { samples: '', near: ' alike', again: ', drawn again' } as const;

/** Which birds these are, the sheets before and after, and what can be looked at. */
export function SheetToolbar({ sheet, hood, onHood }: SheetToolbarProps) {
	const { imagine } = useImagineRoom();
	const chosen = useImagine((state) => state.chosen);
	const { birds, kind, seed, text, passing } = sheet;
	const typed = useImagine((state) => state.text);
	const about = `${counted(birds.length, passing ? 'sketch' : 'bird')}${kinds[kind]} · seed ${seed}`;
	return (
		<div className="toolbar" role="toolbar" aria-label="Birds">
			<div className="toolbar-about">
				{text !== typed && <strong title={text}>{text}</strong>}
				<span className="numbers">{passing ? `${about} · press Draw for their details` : about}</span>
			</div>
			<Sheets />
			<div className="toolbar-tools">
				{chosen !== undefined && birds.length > 1 && (
					<Button look="plain" icon="grid" onClick={() => imagine.choose(undefined)}>
						All birds
					</Button>
				)}
				<Button look="plain" icon="hood" aria-expanded={hood} onClick={onHood}>
					Under the hood
				</Button>
			</div>
		</div>
	);
}

/** Sheets of this visit, one after the other. */
function Sheets() {
	const { imagine } = useImagineRoom();
	const count = useImagine(({ sheets }) => sheets.length);
	const at = useImagine(({ sheets, shown }) => sheets.findIndex(({ id }) => id === shown));
	const running = useImagine((state) => state.run !== undefined);
	if (count < 2) return null;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the toolbar
		<div className="imagine-sheets" role="group" aria-label="Sheets">
			<Button look="plain" icon="left" iconOnly disabled={running || at === 0} onClick={() => imagine.step(-1)}>
				The sheet before
			</Button>
			<span className="numbers">
				{at + 1} of {count}
			</span>
			<Button look="plain" icon="right" iconOnly disabled={running || at === count - 1} onClick={() => imagine.step(1)}>
				The sheet after
			</Button>
		</div>
	);
}
