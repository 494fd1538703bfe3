const written =
  /^(?:(?:case|fall|vorgang|caso|cas|dossier|zaak|eh)[\s:.-]*)?(?:(?:no|nr|nº|n°|№)\.?\s*)?#?\s*(\d{1,15})$/iu

/** The number of a case as somebody types it: “1283”, “#1283”, “case 1283”, “Fall Nr. 1283”, “EH-1283”; nothing else. */
export function caseNumberIn(typed: string): number | undefined {
  const [, digits] = written.exec(typed.trim().replace(/^\[(.*)\]$/, '$1')) ?? []
  return digits === undefined ? undefined : Number(digits)
}
