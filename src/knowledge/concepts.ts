/**
 * Words that mean the same to an admin, in both languages: people mix them, and Microsoft's own pages do too. A row
 * is a concept and what it is called; several words in one name are written with a plus.
 */
const rows = `
addon: add-on addon addons add-ons add+on add+ons tillägg tilläggsprenumeration tilläggstjänst tilläggsabonnemang tillval extension extra+product
address: address addresses adress faktureringsadress
admin: admin administrator administratör admins adminar
admincenter: admin+center admin+centre admincenter administrationscentret administrationscenter admin+portal adminportal portal adminportalen
aeroplane: plane planes planet planeten
atatime: at+a+time åt+gången at+once på+en+gång
audioconferencing: audio+conferencing audio+conference conference+call conference+calls conference+bridge audioconferencing ljudkonferens ljudkonferenser telefonkonferens dial+in dialin ringa+in ringer+in inringning audio ljud
automatic: automatic automatically automatiskt automatisk auto automated
backup: backup back+up backing+up säkerhetskopia säkerhetskopiera backa+upp kopia copy
billing: billing billed fakturering faktureras fakturerade fakturerad
billto: billed+to bill+to faktureras+till
bot: bot boten robot assistant assistent
button: button buttons knapp knappen
buy: buy buying purchase purchased order bought köp köpa köpte köpt köper beställa beställning beställ order ordering
call: call calls calling ringa samtal ringer
callingplan: calling+plan calling+plans samtalsabonnemang samtalsplan pstn minutes+plan ringabonnemang
cancel: cancel cancelling cancelled canceling canceled cancellation cancels terminate terminating avsluta avslutar avslutas avslutat avslut avslutad avbryta säga+upp säger+upp säger+jag+upp säger+vi+upp säger+man+upp sagt+upp uppsägning uppsagt uppsagd get+rid+of+e4
card: card cards kort kreditkort credit+card credit+cards bankkort mastercard visa kortet betalkort company+card
cart: cart basket kundvagn varukorg
checkout: checkout check+out kassa kassan
colleague: colleague colleagues coworker coworkers kollega kollegor arbetskamrat teammate
company: organisation organization company firm tenant klient företag
compare: compare compared versus vs jämför jämföra jämfört jämförelse kontra difference differences differ skillnad skillnaden skiljer
conflict: conflict conflicts conflicting konflikt konflikter
count: how+many number count hur+många antal antalet quantity
creditcheck: credit+check credit+checks creditcheck kreditkontroll kreditkoll kreditprövning kreditupplysning kreditvärdighet creditworthiness credit+assessment credit+review credit+rating credit+approval kreditbedömning
data: data file files fil filer filerna document documents dokument material dokumenten
decline: declined decline rejected refused nekad nekas nekades nekat avslag avvisades avvisad underkänd turned+down godkänns+inte
delete: delete deleted erase erased wiped raderas radera raderad ta+bort+data borttagen
department: department departments avdelning avdelningen avdelningar
disable: disabled disable switched+off turned+off switch+off turn+off toggled avstängd avstängda avstängt stängt+av stänga+av stängda inaktiverad inaktiverade inaktiverat frånslagna slagit+av avslagna deactivated blocked+services
domain: domain domains domän domäner domännamn dns mx
double: double twice dubbel dubbelt dubbla två+gånger both båda bägge parallel parallellt
downtime: downtime kicked+out utkastad utkastade driftstopp avbrott interruption interruptions interrupted interrupt outage driftavbrott disruption disturbed störning störs nertid nere
dowork: jobba jobbar arbeta arbetar arbete working
duration: how+long hur+länge hur+lång+tid hur+lång how+much+time how+many+hours hur+många+timmar hur+mycket+tid duration minute minutes hour hours minut minuter timme timmar tidsåtgång how+many+days hur+många+dagar how+quickly how+soon long länge
employee: user users people person persons personer användare employee employees staff personal personalen medarbetare anställd anställda folk folket worker workers everyone everybody end+users slutanvändare member members
empty: empty tom tomt blank grey greyed gray nedtonad grå grått
error: error errors fel failed fail fails misslyckades misslyckas misslyckade failure misslyckats felmeddelande
expire: expire expired expires lapsed utgången utgånget utgått gått+ut gick+ut går+ut löper+ut löpte+ut löpt+ut ran+out run+out suspended
fewer: fewer reduce decrease lower less minska minskar färre sänka dra+ner dra+ned shrink trim skära+ner cut+down
free: gratis free+of+charge kostnadsfri kostnadsfritt
government: government govt gcc municipality public+sector nonprofit non-profit non+profit ngo charity charities myndighet myndigheter kommun kommuner ideell ideella förening offentlig välgörenhet region authority
group: group groups grupp grupper gruppen group-based gruppbaserad inherited ärvd ärvda ärvs
included: included include includes including ingår ingå contain contains contents innehåll innehåller comes+with bundled
invoice: invoice invoices invoiced invoicing faktura fakturor fakturan fakturera bill bills räkning räkningen
licence: licence license licences licenses licens licenser licensen licenserna seat seats licencing licensing licenced
lock: locked lock locks lockout locked+out shut+out utelåst utelåsta låst låsta stängt closed inaccessible otillgänglig unavailable kommer+åt komma+åt kommer+in komma+in kommer+jag+in kommer+vi+in
lose: lose loses losing lost förlora förlorar förlorat missing miss disappear disappears vanish saknas saknar försvinner försvinna försvann blir+av+med bli+av+med går+förlorad tappar tappa
mail: mail mails email emails e-mail e-mails epost e-post e-posten mejl mejlen mejlbox mailbox mailboxes brevlåda brevlådor brevlådorna inbox inboxes inkorg outlook
manual: manual manually manuell manuellt by+hand för+hand handpåläggning ourselves
meanwhile: meanwhile in+the+meantime under+tiden
message: message messages meddelande meddelandet text
microsoft365: microsoft+365 m365
money: money pengar pengarna cash
month: month months monthly månad månader månadsvis månatlig månatligen
more: more fler
move: move moved moves moving migrate migrated transfer transferred flytta flyttar flyttas flyttade flyttat överföra migrera switched+over föra+över
newerbilling: mca customer+agreement kundavtal kundavtalet microsoft+kundavtal
night: night nights natt natten weekend weekends helg helgen kväll evening office+hours working+hours kontorstid arbetstid nätter
office365: office+365 o365
partner: partner partners reseller resellers återförsäljare csp vlsc volume+licensing volymlicens volymlicensiering volymlicensavtal supplier leverantör enterprise+agreement distributor distributör
pay: pay paid paying pays payment payments betala betalar betalat betalning betalningen betalt debiteras charged charge debitering debiterad
paymentmethod: payment+method betalningssätt betalsätt betalningsmetod betalningsmetoder
phone: phone phones telephone telephony telephones telefon telefoni telefonin telefoner telefonerna pbx växel switchboard telefonsystem växeln phone+system telefonnummer phone+number phone+numbers enterprise+voice landline landlines
pilot: pilot pilots pilotgrupp test testa testar prova provar trial+run try+it+on
powershell: powershell script scripts skript skripta
prepaid: prepaid pre-paid förbetalt förbetald förskott förskottsbetalt förskottsbetald in+advance product+key produktnyckel
price: price prices pricing cost costs costing pris priset priser kosta kostar kostnad kostnaden kostnader expensive cheap cheaper cheapest dyr dyrt dyrare billig billigare billigast fee avgift how+much hur+mycket price+tag prislapp
privacy: privacy gdpr integritet personuppgifter uppgifter personal+data
progress: progress status förlopp förloppet how+far how+is+the+upgrade+going how+the+upgrade+is+going hur+det+går+med+uppgraderingen hur+går+uppgraderingen hur+går+det+med+uppgraderingen hur+långt
reactivate: reactivate reactivation reactivated restore restored återaktivera återaktiveras återaktivering återställa återställas revive bring+back få+tillbaka väcka
reassign: reassign reassigned assign assigned assignment tilldela tilldelas tilldelning tilldelade tilldelat hand+out dela+ut omtilldela
refund: refund refunds refunded money+back reimbursed reimbursement återbetalning återbetalas pengar+tillbaka pengarna+tillbaka pengar+åter få+tillbaka+pengar credit credited kredit krediteras kredit prorated proration prorata proportionell proraterad unused oanvänd oanvända tillbaka+pengar
remain: remaining remain remainder återstående återstår left leftover kvarvarande
remove: remove removed removing ta+bort tas+bort tar+bort tagit+bort drop dropping ditch
replace: replace replaced ersätt ersätta ersätter
role: role roles roll roller permission permissions behörighet behörigheter rights rättigheter authority+to authorized authorised
safe: safe safely safety säker säkert säkra trygg tryggt risk risks risky risker riskabelt danger dangerous farligt farlig trust lita
schedule: schedule scheduled scheduling plan+the+upgrade schemalägga schemalägg tidpunkt best+time bästa+tid bäst+att+uppgradera best+moment rätt+tid right+time
security: security säkerhet säkerhetsfunktioner defender phishing nätfiske compliance efterlevnad ediscovery
service: service services tjänst tjänster tjänsten tjänsterna app apps appar apparna tjänsteplan tjänsteplaner feature features funktion funktioner
setup: set+up provisioned provisioning konfigurerad konfigurerat etablerad klar+konfigurerad
several: several multiple flera
signin: sign+in signin log+in login logga+in inloggning inloggningsnamn log+out logga+ut username usernames användarnamn
soldto: sold+to såld+till
speed: fast quick quickly speed pace snabb snabbt fort fart takt throttling throttled throttle
stay: stay remain+on keep kept keeps preserved behåll behålla behåller behålls stanna stannar ligger+kvar finns+kvar
storage: storage lagring lagringen lagringsutrymme fillagring diskutrymme disk gigabyte gigabytes gb terabyte file+storage extra+storage space
strange: strange weird odd konstig konstigt märkligt
subscription: subscription subscriptions plan plans abonnemang abonnemanget abonnemangen prenumeration prenumerationen prenumerationer suite suites package packages paket paketet sub
support: support supporten kundtjänst customer+service kundservice kundsupport supportärende ticket
tab: tab tabs flik fliken fliken flikar
teams: teams
temporary: temporary temporarily tillfälligt tillfällig tillfälliga
thousands: thousands tusentals thousand tusen hundreds hundratals
today: today idag i+dag nowadays currently
trial: trial trials free+trial provversion provversionen provperiod provabonnemang testversion testperiod evaluation utvärdering
twenty: 20 tjugo twenty
two: 2 two två
undo: undo undoing ångra ångrar ånger revert roll+back rollback rulla+tillbaka go+back going+back gå+tillbaka switch+back change+back backa byta+tillbaka återgå return+to reverse reversed regret regrets
unpaid: unpaid obetald obetalt obetalda obetaldt overdue past+due outstanding owe owed owes skuld skyldig skyldiga förfallen förfallna in+arrears balance saldo saldot
upgrade: upgrade upgrades upgrading upgraded uppgradera uppgraderar uppgraderas uppgradering uppgraderingen uppgraderat uppgraderad update
usagelocation: usage+location användningsplats usagelocation användningsland
wait: wait waiting vänta väntar väntetid pending
year: year years yearly annual annually år årsvis årlig årligen åren årsbetalning helår året om+året
`;

/** What a name in words is called as a concept, such as `credit check` → `creditcheck`. Lower case. */
export const concepts: ReadonlyMap<string, string> = new Map(
  rows
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [concept = '', names = ''] = row.split(': ');
      return names.split(' ').map((name): [string, string] => [name.replaceAll('+', ' '), concept]);
    }),
);
