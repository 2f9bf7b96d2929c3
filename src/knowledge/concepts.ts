/**
 * Words that mean the same to an admin, in both languages: people mix them, and Microsoft's own pages do too. A row
 * is a concept and what it is called; several words in one name are written with a plus.
 */
const rows = `
accident: accident accidentally by+mistake mistake mistakenly misstag av+misstag råkade oavsiktligt
accounting: accounting accountant bookkeeping finance+department finance+dept ekonomiavdelning ekonomiavdelningen redovisning redovisningen
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
blocker: stops+us stop+us stopping+us blocked block blocks blocking prevent prevents in+the+way hinder hindrar hindra hindras hindret stoppar+oss stoppa+oss spärrar spärrad i+vägen
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
commit: commit committed commitment locked+in lock-in tied bind binda binder bindning bindningstid bundna inlåst inlåsta avtalstid
company: organisation organization company firm tenant klient företag
compare: compare compared versus vs jämför jämföra jämfört jämförelse kontra difference differences differ skillnad skillnaden skiljer
conflict: conflict conflicts conflicting konflikt konflikter
contract: contract agreement avtal avtalet
count: how+many number count hur+många antal antalet quantity
creditcheck: credit+check credit+checks creditcheck kreditkontroll kreditkoll kreditprövning kreditupplysning kreditvärdighet creditworthiness credit+assessment credit+review credit+rating credit+approval kreditbedömning look+at+our+finances titta+på+vår+ekonomi
data: data file files fil filer filerna document documents dokument material dokumenten
decline: declined decline rejected refused nekad nekas nekades nekat avslag avvisades avvisad underkänd turned+down godkänns+inte
delete: delete deleted erase erased wiped raderas radera raderad ta+bort+data borttagen
department: department departments avdelning avdelningen avdelningar
disable: disabled disable switched+off turned+off switch+off turn+off toggled avstängd avstängda avstängt stängt+av stänga+av stängda inaktiverad inaktiverade inaktiverat frånslagna slagit+av avslagna deactivated blocked+services
domain: domain domains domän domäner domännamn dns mx
double: double twice dubbel dubbelt dubbla två+gånger both båda bägge parallel parallellt
downtime: downtime kicked+out utkastad utkastade driftstopp avbrott interruption interruptions interrupted interrupt outage driftavbrott disruption disturbed störning störs nertid nere
dowork: jobba jobbar arbeta arbetar arbete working
duration: how+long hur+länge hur+lång+tid hur+lång how+much+time how+many+hours hur+många+timmar hur+mycket+tid duration minute minutes hour hours minut minuter timme timmar tidsåtgång how+many+days hur+många+dagar how+quickly how+soon long länge hours+or+days timmar+eller+dagar time+window tidsfönster how+many+minutes hur+många+minuter
employee: user users people person persons personer användare employee employees staff personal personalen medarbetare anställd anställda folk folket worker workers everyone everybody end+users slutanvändare member members
empty: empty tom tomt blank grey greyed gray nedtonad grå grått nothing+there ingenting
error: error errors fel failed fail fails misslyckades misslyckas misslyckade failure failures failing misslyckats felmeddelande
expire: expire expired expires lapsed utgången utgånget utgått gått+ut gick+ut går+ut löper+ut löpte+ut löpt+ut ran+out run+out suspended
fewer: fewer reduce decrease lower less minska minskar färre sänka dra+ner dra+ned shrink trim skära+ner cut+down
finish: finish finished finishes done complete completed completion over+and+done klar klart färdig färdigt slutförd slutförts avklarad
fix: fix fixing solve resolve repair sort+out lösa löser åtgärda åtgärdar fixa fixar rätta
free: gratis free+of+charge kostnadsfri kostnadsfritt
gain: gain gains benefit benefits advantage advantages win fördel fördelar vinner vinna vinst vinning mervärde extra+value improvement improvements
government: government govt gcc municipality public+sector school schools university universitet universitetet skola skolor högskola education utbildning hospital nonprofit non-profit non+profit ngo charity charities myndighet myndigheter kommun kommuner ideell ideella förening offentlig välgörenhet region authority
gowrong: go+wrong goes+wrong went+wrong gone+wrong gå+fel går+fel gick+fel gått+fel gå+snett går+snett gick+snett gått+snett gå+på+tok go+south mess+up screw+up sket+sig skiter+sig blir+fel blev+fel strular strulade
group: group groups grupp grupper gruppen group-based gruppbaserad inherited ärvd ärvda ärvs
hire: hire hires hiring new+hire new+hires newcomer newcomers nyanställd nyanställda nyanställer anställer nyanställning
included: included inside include includes including ingår ingå contain contains contents innehåll innehåller comes+with bundled
invoice: invoice invoices invoiced invoicing faktura fakturor fakturan fakturera bill bills räkning räkningen
licence: licence license licences licenses licens licenser licensen licenserna seat seats licencing licensing licenced
lock: locked lock locks lockout locked+out shut+out utelåst utelåsta låst låsta stängt closed inaccessible otillgänglig unavailable kommer+åt komma+åt kommer+in komma+in kommer+jag+in kommer+vi+in
lose: lose loses losing lost förlora förlorar förlorat missing miss disappear disappears vanish saknas saknar försvinner försvinna försvann blir+av+med bli+av+med går+förlorad tappar tappa
m365e3: microsoft+365+e3 microsoft365+e3 m365+e3 ms365+e3 ms+365+e3 microsoft+e3
m365e5: microsoft+365+e5 microsoft365+e5 m365+e5 ms365+e5 ms+365+e5 microsoft+e5
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
night: night nights natt natten weekend weekends helg helgen kväll evening office+hours working+hours kontorstid arbetstid nätter kvällen kvällstid saturday+night lördag+kväll lördag+natt friday+evening fredag+kväll overnight at+night
notfound: cant+find cannot+find can't+find cant+locate cannot+locate cant+see dont+see not+shown isnt+shown doesnt+show hittar+inte hittar+den+inte hittar+det+ingenstans hittar+ingen syns+inte ser+inte visas+inte nowhere ingenstans not+visible dyker+inte+upp
o365e3: office+365+e3 office365+e3 o365+e3 office+e3
o365e4: office+365+e4 office365+e4 o365+e4
o365e5: office+365+e5 office365+e5 o365+e5 office+e5
office365: office+365 o365 office365
option: option options alternative alternatives choice choices alternativ alternativen valmöjligheter
others: others everyone+else everybody+else rest resten övriga andra+personer de+andra
partner: partner partners reseller resellers återförsäljare csp vlsc volume+licensing volymlicens volymlicensiering volymlicensavtal supplier leverantör enterprise+agreement distributor distributör
pay: pay paid paying pays payment payments betala betalar betalat betalning betalningen betalt debiteras charged charge debitering debiterad
paymentmethod: payment+method betalningssätt betalsätt betalningsmetod betalningsmetoder
phone: phone phones telephone telephony telephones telefon telefoni telefonin telefoner telefonerna pbx växel switchboard telefonsystem växeln phone+system telefonnummer phone+number phone+numbers enterprise+voice landline landlines
pilot: pilot pilots pilotgrupp test testa testar prova provar trial+run try+it+on
powershell: powershell cmdlet kommandorad command+line script scripts skript skripta
prepaid: prepaid pre-paid förbetalt förbetald förskott förskottsbetalt förskottsbetald in+advance product+key produktnyckel
price: price prices pricing cost costs costing pris priset priser kosta kostar kostnad kostnaden kostnader expensive cheap cheaper cheapest dyr dyrt dyrare billig billigare billigast fee avgift how+much hur+mycket price+tag prislapp dearer dearest dyraste quid kronor pounds dollars per+head a+head per+skalle prislista
privacy: privacy gdpr integritet personuppgifter uppgifter personal+data
progress: progress status förlopp förloppet how+far how+is+the+upgrade+going how+the+upgrade+is+going hur+det+går+med+uppgraderingen hur+går+uppgraderingen hur+går+det+med+uppgraderingen hur+långt
reactivate: reactivate reactivation reactivated restore restored återaktivera återaktiveras återaktivering återställa återställas revive bring+back få+tillbaka väcka
reassign: reassign reassigned assign assigned assignment tilldela tilldelas tilldelning tilldelade tilldelat hand+out dela+ut omtilldela
refund: refund refunds refunded money+back reimbursed reimbursement återbetalning återbetalas pengar+tillbaka pengarna+tillbaka pengar+åter få+tillbaka+pengar credit credited kredit krediteras kredit prorated proration prorata proportionell proraterad tillbaka+pengar
remain: remaining remain remainder återstående återstår left leftover kvarvarande
remove: kill+off remove removed removing ta+bort tas+bort tar+bort tagit+bort drop dropping ditch
renew: renew renews renewed renewal renewing förnya förnyas förnyar förnyelse förnyelsen förlänga förlängs
replace: replace replaced ersätt ersätta ersätter
role: role roles roll roller permission permissions behörighet behörigheter rights rättigheter authority+to authorized authorised
safe: safe safely safety säker säkert säkra trygg tryggt risk risks risky risker riskabelt danger dangerous farligt farlig trust lita
schedule: schedule scheduled scheduling plan+the+upgrade schemalägga schemalägg tidpunkt best+time bästa+tid bäst+att+uppgradera best+moment rätt+tid right+time
security: security säkerhet säkerhetsfunktioner defender phishing nätfiske compliance efterlevnad ediscovery
service: service services tjänst tjänster tjänsten tjänsterna app apps appar apparna tjänsteplan tjänsteplaner feature features funktion funktioner
setup: set+up provisioned provisioning konfigurerad konfigurerat etablerad klar+konfigurerad
several: several multiple flera
short: enough räcker räcka tillräckligt
signin: sign+in signin log+in login logga+in inloggning inloggningsnamn log+out logga+ut username usernames användarnamn
soldto: sold+to såld+till
some: some few a+few handful several+people part+of subset partially portion några en+del vissa somliga handfull delmängd delvis
spare: spare unused unassigned lying+around leftover+licences lediga ledig otilldelade oanvända oanvänd till+övers available tillgängliga
speed: fast quick quickly speed pace snabb snabbt fort fart takt throttling throttled throttle
start: start starting started begin begins beginning go+ahead kick+off get+going börja börjar börjat starta startar startade sätta+igång sätter+igång dra+igång drar+igång köra+igång kör+igång press+go
stay: stay remain+on keep kept keeps preserved behåll behålla behåller behålls stanna stannar ligger+kvar finns+kvar
storage: storage lagring lagringen lagringsutrymme fillagring diskutrymme disk gigabyte gigabytes gb terabyte file+storage extra+storage space
strange: strange weird odd konstig konstigt märkligt
subscription: subscription subscriptions plan plans abonnemang abonnemanget abonnemangen prenumeration prenumerationen prenumerationer suite suites package packages paket paketet sub
support: support supporten kundtjänst customer+service kundservice kundsupport supportärende ticket
tab: tab tabs flik fliken fliken flikar
teams: teams
temporary: temporary temporarily tillfälligt tillfällig tillfälliga
thousands: thousands tusentals thousand tusen hundreds hundratals
today: today idag i+dag nowadays currently right+now at+the+moment at+present rn just+nu för+tillfället
trial: trial trials free+trial provversion provversionen provperiod provabonnemang testversion testperiod evaluation utvärdering
twenty: 20 tjugo twenty
two: 2 two två
undo: undo undoing ångra ångrar ånger revert roll+back rollback rulla+tillbaka go+back going+back gå+tillbaka switch+back change+back backa byta+tillbaka återgå return+to reverse reversed regret regrets
unpaid: unpaid obetald obetalt obetalda obetaldt overdue past+due outstanding owe owed owes skuld skyldig skyldiga förfallen förfallna in+arrears balance saldo saldot
upgrade: upgrade upgrades upgrading upgraded uppgradera uppgraderar uppgraderas uppgradering uppgraderingen uppgraderat uppgraderad update
usagelocation: usage+location användningsplats usagelocation användningsland
wait: wait waiting vänta väntar väntetid pending
weekday: monday tuesday wednesday thursday friday saturday sunday måndag tisdag onsdag torsdag fredag lördag söndag fredags måndags next+week last+week nästa+vecka förra+veckan yesterday tomorrow igår imorgon i+går i+morgon
when: when när what+date which+date what+day which+day vilket+datum vilken+dag vilken+dag
where: where var+finns var+hittar var+kan
who: who whom whos vem vilka+personer which+people which+persons which+admins vilka+administratörer vems
why: why how+come varför hur+kommer+det+sig
year: year years yearly annual annually år årsvis årlig årligen åren årsbetalning helår året om+året
`;

/** What a name in words is called as a concept, such as `credit check` → `creditcheck`. Lower case. */
export const concepts: ReadonlyMap<string, string> = new Map(
  rows
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [concept = '', names = ''] = row.split(': ');
      return namesOf([concept, names]);
    }),
);

/** The names of a concept, each with the concept. */
export function namesOf([concept, names]: [concept: string, names: string]): [name: string, concept: string][] {
  return names.split(' ').map((name) => [name.replaceAll('+', ' '), concept]);
}
