import { useState } from 'react';
import { Button } from '../../../ui/controls/Button';
import { OptionField, type OptionValue } from '../../../ui/controls/OptionField';
import { usePaint, usePaintRoom } from '../context';
import { isShown, moreGroups, type OptionName, simpleNames } from '../optionGroups';
import { type Option, type PaintOptions, paintOptions } from '../options';
import { NetworkSection } from './NetworkSection';
import '../../../ui/layout/More.css';
import './Controls.css';

/** The controls of the option table: the simple ones, and everything else under "More". */
export function Controls() {
	const { paint } = usePaintRoom();
	const running = usePaint((state) => state.run !== undefined);
	const [explained, setExplained] = useState(false);
	return (
		<section className={explained ? 'section explained' : 'section'} aria-labelledby="settings-title">
			<div className="section-head">
				<h2 id="settings-title">Painting</h2>
				<Button look="plain" icon="explain" iconOnly aria-pressed={explained} onClick={() => setExplained(!explained)}>
					Explain each setting
				</Button>
				<Button look="plain" icon="restore" iconOnly disabled={running} onClick={paint.resetOptions}>
					Back to the defaults
				</Button>
			</div>
			{simpleNames.map((name) => (
				<Control key={name} name={name} />
			))}
			<details className="more">
				<summary>More</summary>
				<div className="more-groups">
					{moreGroups.map(({ title, names }) => (
						<section key={title} className="section" aria-label={title}>
							<h3>{title}</h3>
							{title === 'Network' && <NetworkSection />}
							{names.map((name) => (
								<Control key={name} name={name} />
							))}
						</section>
					))}
				</div>
			</details>
		</section>
	);
}

function Control({ name }: { readonly name: OptionName }) {
	const { paint } = usePaintRoom();
	const options = usePaint((state) => state.options);
	const running = usePaint((state) => state.run !== undefined);
	const layers = usePaint(
		(state) => state.ownNetworks.find(({ key }) => key === state.network)?.layers ?? state.catalogue?.layers,
	);
	const option: Option = paintOptions[name];
	if (!isShown(name, options)) return null;
	// The table gives the control its kind, so that the value it sends back is of the option's own type.
	const change = (value: OptionValue) => paint.setOption(name, value as PaintOptions[typeof name]);
	return (
		<OptionField
			option={option}
			value={options[name]}
			onChange={change}
			disabled={running}
			layers={layers ?? Object.keys(option.kind === 'layers' ? option.default : {})}
		>
			{name === 'seed' && (
				<Button
					look="plain"
					icon="dice"
					iconOnly
					className="dice"
					disabled={running}
					onClick={() => change(Math.floor(Math.random() * 1e6))}
				>
					Another seed
				</Button>
			)}
		</OptionField>
	);
}
