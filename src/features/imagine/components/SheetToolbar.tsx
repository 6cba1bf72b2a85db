import { Button } from '../../../ui/controls/Button';
import { HoodButton, Stepper, Toolbar } from '../../../ui/layout/Toolbar';
import { useImagine, useImagineContext } from '../context';
import { counted } from '../run';
import { type Sheet, shownBirds } from '../state';

interface SheetToolbarProps {
	readonly sheet: Sheet;
	readonly hood: boolean;
	readonly onHood: () => void;
}

const nouns = { samples: 'bird', near: 'variation', again: 'bird' } as const;

/** Describes the sheet, steps through sheets, and opens the hood. */
export function SheetToolbar({ sheet, hood, onHood }: SheetToolbarProps) {
	const { imagine } = useImagineContext();
	const chosen = useImagine((state) => state.chosen);
	const { kind, seed, text, draft } = sheet;
	const shown = shownBirds(sheet).length;
	const typed = useImagine((state) => state.text);
	const about = `${counted(shown, draft ? 'sketch' : nouns[kind])} · seed ${seed}`;
	return (
		<Toolbar
			label="Birds"
			about={
				<>
					{text !== typed && <strong title={text}>{text}</strong>}
					<span className="numbers">{draft ? `${about} · press Draw to add detail` : about}</span>
				</>
			}
			tools={
				<>
					{chosen !== undefined && shown > 1 && (
						<Button look="plain" icon="grid" onClick={() => imagine.choose(undefined)}>
							All birds
						</Button>
					)}
					<HoodButton open={hood} onToggle={onHood} />
				</>
			}
		>
			<Sheets />
		</Toolbar>
	);
}

/** Steps through the sheets of this visit. */
function Sheets() {
	const { imagine } = useImagineContext();
	const count = useImagine(({ sheets }) => sheets.length);
	const at = useImagine(({ sheets, shown }) => sheets.findIndex(({ id }) => id === shown));
	const running = useImagine((state) => state.run !== undefined);
	return (
		<Stepper
			label="Sheets"
			before="Previous sheet"
			after="Next sheet"
			at={at}
			count={count}
			disabled={running}
			onStep={imagine.step}
		/>
	);
}
