import { phrase, searchAddress, setup } from './page-setup.ts'
import { element } from './result-elements.ts'

/** Parts of the search dialog. */
export interface DialogElements {
  dialog: HTMLDialogElement
  input: HTMLInputElement
  panel: HTMLElement
}

/** Makes the search dialog and puts it at the end of the page. Every page would carry it otherwise, and few readers of a page open it. */
export function makeDialog(): DialogElements {
  const input = element('input', {
    id: 'search-dialog-input',
    type: 'search',
    name: 'q',
    'aria-label': phrase('label'),
    placeholder: phrase('placeholder'),
    maxlength: '200',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    dir: 'auto',
  })
  const panel = element('div', { class: 'search-panel' })
  const bar = element(
    'form',
    { class: 'search-bar', action: searchAddress(''), method: 'get' },
    document.querySelector('.search-trigger .icon')?.cloneNode(true),
    input,
    element('button', { class: 'sr-only', type: 'submit', tabindex: '-1' }, phrase('submit')),
    element('button', { class: 'search-clear', type: 'button', 'data-search-clear': '' }, phrase('clear')),
    element(
      'button',
      { class: 'search-close', type: 'button', 'data-search-close': '' },
      element('span', { class: 'sr-only' }, phrase('close')),
      element('kbd', {}, 'Esc'),
      element('span', { class: 'icon search-cross' }),
    ),
  )
  const dialog = element(
    'dialog',
    { class: 'search-dialog', 'aria-label': phrase('open') },
    element('div', { class: 'search-box' }, element('search', {}, bar), panel, makeFoot()),
  )
  document.body.append(dialog)
  return { dialog, input, panel }
}

function makeFoot(): HTMLElement {
  const key = (name: string) => element('kbd', {}, name)
  const keys = element(
    'p',
    { class: 'search-keys', 'aria-hidden': 'true' },
    element('span', {}, key('↑'), key('↓'), ` ${phrase('hintMove')}`),
    element('span', {}, key('↵'), ` ${phrase('hintOpen')}`),
    element('span', {}, key('Esc'), ` ${phrase('hintClose')}`),
  )
  return element('div', { class: 'search-foot' }, keys, ...setup.ways.map(({ title, url }) => element('a', { href: url }, title)))
}
