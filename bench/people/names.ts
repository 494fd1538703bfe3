const given =
  'Ada Ben Cem Dora Emil Fay Gus Hana Ida Jon Kai Lea Max Nia Olaf Pia Quin Rosa Sam Tara Udo Vera Wim Xenia Yara Zoe Arno Bea Carl Dina Elif Finn Greta Hugo Iris Jana Karl Lena Mira Nils'.split(
    ' ',
  )
const starts =
  'Ber Hof Kla Lin Mor Neu Ost Pet Rei Sto Wal Zim Bran Falk Gold Hein Kess Lang Mart Roth Schu Tra Vog Wein Ack'.split(
    ' ',
  )
const middles = 'a e i o u an en in on el'.split(' ')
const ends =
  'berg mann hof stein feld bach ner ling wald rich dorf thal hausen sen son ler ski ow itz ert'.split(' ')

/** Given names, and the family names of a large town: together a name for each of two hundred thousand people. */
export const givenNames: readonly string[] = given
export const familyNames: readonly string[] = starts.flatMap((start) =>
  middles.flatMap((middle) => ends.map((end) => `${start}${middle}${end}`)),
)

/** What the `nth` person is called. */
export const nameOf = (nth: number): { given: string; family: string } => ({
  given: givenNames[nth % givenNames.length] ?? '',
  family: familyNames[Math.floor(nth / givenNames.length) % familyNames.length] ?? '',
})

/** How the `nth` person is reached, and of which the desk knows all. */
export const accountsOf = (nth: number): { email: string; phone: string; handle: string } => {
  const { given: first, family } = nameOf(nth)
  const name = `${first}.${family}${nth}`.toLowerCase()
  return {
    email: `${name}@mail.example`,
    phone: `+4930${String(1_000_000 + nth).padStart(7, '0')}`,
    handle: `${name.replace('.', '-')}.social.example`,
  }
}
