/** The control that asks for something just now: for an entry of a menu, which is gone soon, the button of the menu. */
export function opener(): Element | null {
  const focused = document.activeElement
  const menu = focused?.closest('[role=menu]')
  return menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : focused
}
