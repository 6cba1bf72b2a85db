import { describe, expect, it } from 'vitest';
import { firstSentence, titleOf } from './firstSentence';

describe('firstSentence', () => {
	it.each([
		['a brown dog is running through the snow', 'A brown dog was running through the snow.'],
		['two dogs are in the water', 'Two dogs were in the water.'],
		['a man and a woman are sitting on a bench', 'A man and a woman were sitting on a bench.'],
		['a skier jumps over a high hill', 'A skier jumped over a high hill.'],
		['a boy in red slides down an inflatable ride', 'A boy in red slid down an inflatable ride.'],
		['three people swim in a body of water', 'Three people swam in a body of water.'],
		['a group of people gather in front of a church', 'A group of people gathered in front of a church.'],
		['two dogs playing in the snow', 'Two dogs were playing in the snow.'],
		['woman in pink walking her dog', 'A woman in pink was walking her dog.'],
		['a young boy wearing a big watch eats an ice cream', 'A young boy wearing a big watch ate an ice cream.'],
		['a dog wearing a vest is running through grass', 'A dog wearing a vest was running through grass.'],
		['a child smiles as he holds onto a metal bar', 'A child smiled as he held onto a metal bar.'],
		['a child crosses his arms and smiles', 'A child crossed his arms and smiled.'],
		[
			'a woman holds a hand while waiting to cross the street',
			'A woman held a hand while waiting to cross the street.',
		],
		['eleven girls in white stand and pose on a stage', 'Eleven girls in white stood and posed on a stage.'],
		['a cat is on a orange sofa', 'A cat was on an orange sofa.'],
		['a bird in a body of water', 'There was a bird in a body of water.'],
		['Two cups on a table.', 'There were two cups on a table.'],
		['a group of animals in a field', 'There was a group of animals in a field.'],
	])('tells %j in the past tense', (caption, sentence) => {
		expect(firstSentence(caption)).toBe(sentence);
	});

	it.each([
		['speaks of the picture', 'a black and white photo of a dog'],
		['speaks of the picture in two words', 'a close up of a cat with a face'],
		['says a short word twice', 'a cat is looking at a cat'],
		['has two main verbs', 'a child is wearing a coat has a ribbon'],
		['says a word twice', 'a brown dog is a brown dog in the sand'],
		['has a verb that is not known', 'a dog nips at the leg of a horse'],
		['leaves open what the verb is', 'a man in a hat waves at the crowd'],
		['speaks of nobody in particular', 'he is in the air on his skateboard'],
		['is only a word or two', 'a dog'],
		['has signs in it', 'a man , a dog and 2 cats'],
	])('leaves out a caption that %s', (_, caption) => {
		expect(firstSentence(caption)).toBeUndefined();
	});
});

describe('titleOf', () => {
	it.each([
		['a brown dog is lying in the snow', 'The Brown Dog in the Snow'],
		['a boy is throwing a ball', 'The Boy and the Ball'],
		['three boys walk along a river', 'Three Boys and the River'],
		['a dog leaps over a very high barrier at a competition', 'The Dog at the Competition'],
		['several people swim in a body of water', 'Several People in the Body of Water'],
		['a young girl with blond hair is smiling', 'The Young Girl'],
		['a child crosses his arms', 'The Child'],
		['a man with a hat on the beach', 'The Man on the Beach'],
	])('makes a title of %j', (caption, title) => {
		expect(titleOf(caption)).toBe(title);
	});
});
