import { type ReactNode, useState } from 'react';
import { optionGroups, simpleOptions } from '../../options/groups';
import type { OptionTable } from '../../options/types';
import { Button } from '../controls/Button';
import styles from '../controls/Field.module.css';
import { More } from '../layout/More';
import { Group, Section } from '../layout/Section';
import { OptionList, type OptionListProps } from './OptionList';

interface OptionPanelProps<T extends OptionTable> extends Omit<OptionListProps<T>, 'names'> {
	readonly title: string;
	readonly onReset: () => void;
	/** Content above the options of a group, by the group's title. */
	readonly above?: Readonly<Record<string, ReactNode>>;
	/** Content below the simple options. */
	readonly children?: ReactNode;
}

/** A feature's settings: the simple options, and all others in groups under "More". */
export function OptionPanel<T extends OptionTable>({ title, onReset, above, children, ...list }: OptionPanelProps<T>) {
	const [explained, setExplained] = useState(false);
	const groups = optionGroups(list.table);
	return (
		<Section
			title={title}
			className={explained ? styles.explained : undefined}
			actions={
				<>
					<Button
						look="plain"
						icon="explain"
						iconOnly
						aria-pressed={explained}
						onClick={() => setExplained(!explained)}
					>
						Explain each setting
					</Button>
					<Button look="plain" icon="restore" iconOnly disabled={list.disabled} onClick={onReset}>
						Reset to defaults
					</Button>
				</>
			}
		>
			<OptionList {...list} names={simpleOptions(list.table)} />
			{children}
			{groups.length > 0 && (
				<More>
					{groups.map(({ title: heading, names }) => (
						<Group key={heading} title={heading}>
							{above?.[heading]}
							<OptionList {...list} names={names} />
						</Group>
					))}
				</More>
			)}
		</Section>
	);
}
