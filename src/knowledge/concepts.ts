/**
 * Words that mean the same to an admin, in both languages: people mix them, and Microsoft's own pages do too. A row
 * is a concept and what it is called; several words in one name are written with a plus.
 */
const rows = `
accident: accident accidentally by+mistake mistake mistakenly misstag av+misstag råkade oavsiktligt slip inadvertently unintentionally felklick oops hoppsan råka unintended
accounting: accounting accountant bookkeeping finance+department finance+dept ekonomiavdelning ekonomiavdelningen redovisning redovisningen bookkeeper controller ekonomi ekonomen ekonomichef ekonomichefen cfo finance redovisningsbyrå redovisningsbyrån bokföring bokföringen bokförare bokföraren books ledger revisor revisorn auditor accounts+department
addon: add-on addon addons add-ons add+on add+ons tillägg tilläggsprenumeration tilläggstjänst tilläggsabonnemang tillval extension extra+product bolt-on bolt-ons extras extra+products tilläggsprogram tilläggsprodukt tilläggsprodukter tilläggslicens tilläggslicenser påbyggnad
address: address addresses adress faktureringsadress postal+address street postadress gatuadress besöksadress registered+office huvudkontor huvudkontoret postnummer postal+code postcode zip+code
admin: admin administrator administratör admins adminar administrators sysadmin sysadmins it-admin systemadministratör it-ansvarig it-ansvariga it-chef administratören administratörerna
admincenter: admin+center admin+centre admincenter administrationscentret administrationscenter admin+portal adminportal portal adminportalen portalen console konsol konsolen control+panel kontrollpanel admingränssnittet
aeroplane: plane planes planet planeten
atatime: at+a+time åt+gången at+once på+en+gång in+one+go i+taget på+samma+gång samtidigt simultaneously
audioconferencing: audio+conferencing audio+conference conference+call conference+calls conference+bridge audioconferencing ljudkonferens ljudkonferenser telefonkonferens dial+in dialin ringa+in ringer+in inringning audio ljud dial-in telephone+meeting telefonmöte telefonmöten ringa+in-möten inringningsnummer mötesnummer
automatic: automatic automatically automatiskt automatisk auto automated by+itself av+sig+självt av+sig+själv självmant
backup: backup back+up backing+up säkerhetskopia säkerhetskopiera backa+upp kopia copy back-up backups säkerhetskopiering säkerhetskopior copies kopior
billing: billing billed fakturering faktureras fakturerade fakturerad faktureringen billable
billto: billed+to bill+to faktureras+till
blocker: stops+us stop+us stopping+us blocked block blocks blocking prevent prevents in+the+way hinder hindrar hindra hindras hindret stoppar+oss stoppa+oss spärrar spärrad i+vägen obstacle obstacles hurdle hurdles obstruct obstructs stoppar spärr spärren blockerar blockerad blockeras förhindrar förhindrad stopp hold+us+back
bot: bot boten robot assistant assistent chatbot appen verktyg verktyget tool
button: button buttons knapp knappen
buy: buy buying purchase purchased order bought köp köpa köpte köpt köper beställa beställning beställ order ordering buys get+hold+of acquire acquired procure procured skaffa skaffar skaffade införskaffa inköp inköpt förvärva order+form bestellen beställde beställer beställs acquisition anskaffa anskaffas anskaffning shop shopping handla handlar procurement+of
call: call calls calling ringa samtal ringer
callingplan: calling+plan calling+plans samtalsabonnemang samtalsplan pstn minutes+plan ringabonnemang
cancel: cancel cancelling cancelled canceling canceled cancellation cancels terminate terminating avsluta avslutar avslutas avslutat avslut avslutad avbryta säga+upp säger+upp säger+jag+upp säger+vi+upp säger+man+upp sagt+upp uppsägning uppsagt uppsagd get+rid+of+e4 end ending ended close closing closed+down scrap scrapped quit discontinue discontinued stänga+ner lägga+ner upphöra upphör göra+oss+av göra+mig+av skrota wind+up säg+upp sägas+upp shut+down close+down put+an+end terminated termination kill upphävs
card: card cards kort kreditkort credit+card credit+cards bankkort mastercard visa kortet betalkort company+card amex american+express debit+card företagskort corporate+card kreditkortet betalkortet
cart: cart basket kundvagn varukorg
checkout: checkout check+out kassa kassan kassasteget
colleague: colleague colleagues coworker coworkers kollega kollegor arbetskamrat teammate co-worker teammates kompanjon medarbetaren deputy ersättare ersättaren successor predecessor företrädare företrädaren co-workers medarbetarna vikarie
commit: commit committed commitment locked+in lock-in tied bind binda binder bindning bindningstid bundna inlåst inlåsta avtalstid bound contractually uppbundna uppbunden låsa+oss lock+us+in
company: organisation organization company firm tenant klient företag business corporation enterprise organisationen firma firman bolag bolaget verksamhet verksamheten
compare: compare compared versus vs jämför jämföra jämfört jämförelse kontra difference differences differ skillnad skillnaden skiljer set+against skiljer+sig compared+with skillnader jämförelsen
conflict: conflict conflicts conflicting konflikt konflikter clash clashes krock krockar incompatible inkompatibel
contract: contract agreement avtal avtalet avtalen term+of+contract kontrakt kontraktet
count: how+many number count hur+många antal antalet quantity tally figure siffra siffran total+number
creditcheck: credit+check credit+checks creditcheck kreditkontroll kreditkoll kreditprövning kreditupplysning kreditvärdighet creditworthiness credit+assessment credit+review credit+rating credit+approval kreditbedömning look+at+our+finances titta+på+vår+ekonomi solvency solvens credit+report credit+decision kreditbesked kreditbeslut kreditgranskning betalningsförmåga solvency+check our+credit vår+kredit financial+standing vetted
data: data file files fil filer filerna document documents dokument material dokumenten information informationen stuff grejer grejerna content innehållet photos bilder chats chattar history
decline: declined decline rejected refused nekad nekas nekades nekat avslag avvisades avvisad underkänd turned+down godkänns+inte refuse refuses refusal denied deny negative turned+us+down nobbade nobbad nekar nekats fick+nej said+no sa+nej sagt+nej godkändes+inte not+approved bounced studsade studsat underkändes bakläxa
delete: delete deleted erase erased wiped raderas radera raderad ta+bort+data borttagen wipe wipes purge purged destroyed destroy förstörs raderats rensas slängs thrown+away
department: department departments avdelning avdelningen avdelningar division unit enhet enheter office+staff säljavdelning säljavdelningen sales+team team+of+mine
disable: disabled disable switched+off turned+off switch+off turn+off toggled avstängd avstängda avstängt stängt+av stänga+av stängda inaktiverad inaktiverade inaktiverat frånslagna slagit+av avslagna deactivated blocked+services unticked bockat+ur urbockat urbockade deaktiverat deaktiverade släckt blocked+apps hidden hide taken+away+apps
domain: domain domains domän domäner domännamn dns mx nameserver nameservers namnserver namnservrar web+address webbadress mx-poster dns-poster
double: double twice dubbel dubbelt dubbla två+gånger both båda bägge parallel parallellt overlap overlapping överlapp överlappar pair+of two+bills twice+over dubblerat both+of+them bägge+två at+the+same+time+twice
downtime: downtime kicked+out utkastad utkastade driftstopp avbrott interruption interruptions interrupted interrupt outage driftavbrott disruption disturbed störning störs nertid nere standstill stillestånd uppehåll hack glapp offline avbruten disruptions disrupt disrupts störningar disturb dropped cut+off kastas+ut utslängd thrown+out booted+out åker+ut ramlar+ut
dowork: jobba jobbar arbeta arbetar arbete working
duration: how+long hur+länge hur+lång+tid hur+lång how+much+time how+many+hours hur+många+timmar hur+mycket+tid duration minute minutes hour hours minut minuter timme timmar tidsåtgång how+many+days hur+många+dagar how+quickly how+soon long länge hours+or+days timmar+eller+dagar time+window tidsfönster how+many+minutes hur+många+minuter eta time+estimate timeframe time+frame hur+stor+del+av+dagen how+much+of+the+day what+time+will hur+lång+stund hur+många+veckor how+many+weeks tidsram weeks veckor hinner snabbt+gjort hur+snart hur+fort för+lång+tid
employee: user users people person persons personer användare employee employees staff personal personalen medarbetare anställd anställda folk folket worker workers everyone everybody end+users slutanvändare member members colleagues+of+ours staffers workforce headcount crew crowd gäng gänget kollegorna lärare teachers student students elever accounts konton kontona användarna använder+det användarkonton mannar pers skalle personnel pupils pupil eleverna lärarna vikarier temps temp workmates gubbar blokes lads chap
empty: empty tom tomt blank grey greyed gray nedtonad grå grått nothing+there ingenting vit+sida white+page white+screen vit+skärm no+content blankt
error: error errors fel failed fail fails misslyckades misslyckas misslyckade failure failures failing misslyckats felmeddelande crash crashes krasch kraschar problem problems issue issues bekymmer trouble didnt+work funkade+inte gick+inte kunde+inte strul stuck fastnat fastnade hängt+sig hängt hakat+upp frozen frusit froze hung gummed bust trasig trasigt broken+down
everyday: pizza sandwich sandwiches smörgås smörgåsar soup soppa coffee kaffe fika tea milk mjölk bread bröd beer öl wine vin cake kaka tårta egg eggs ägg pasta rice restaurant restaurang cafeteria canteen matsalen dinner middag breakfast frukost recipe recept fruit frukt banana banan apple äpple calories kalorier kitchen kök köket cook laga food mat hungry hungrig tåg bus buss bussen tram spårvagn taxi flight flyg flyget airport flygplats flygplatsen station stationen hotel hotell bil bicycle bike cykel tyre tyres däck petrol bensin parking parkering parkera motorway traffic trafik passport körkort ferry färja boat båt trip resa travel vacation luggage bagage underground tunnelbana weather väder vädret rain regn snow snö sun sunny soligt umbrella paraply temperature temperatur forecast prognos storm vind football fotboll matchen league ligan goal coach tränare hockey tennis golf marathon gym gymmet ski skidor skidåkning swimming badhus badhuset pool poolen olympics dog hund hunden cat katt katten horse häst bird fågel garden trädgård flowers blommor plants växter tomatoes tomater house hus huset flat lägenhet hyra hyran landlord hyresvärd hyresvärden mortgage bolån försäkring neighbour granne grannen sofa soffa lamp lampa lampan heating värmen elementet lift hiss hissen fridge kylskåp toilet toalett door dörr dörren nyckeln chair chairs stol stolar furniture möbler kontorsmöbler paint måla wall vägg plumber rörmokare cleaner städare doctor läkare dentist tandläkare tandläkaren pharmacy apotek vaccine vaccin cold förkylning headache huvudvärk pregnant gravid sick sjuk medicine medicin film movie bio biograf music musik song sång concert konsert poem dikt limerick joke skämt story saga novel roman youtube netflix spotify game spel lottery lotteri horoscope horoskop birthday födelsedag wedding bröllop fest kalas gift christmas jul capital huvudstad president king kung queen drottning statsminister election war kriget moon måne månen universe universum mountain berg equation ekvation maths matte läxan parcel stamp frimärke salary lön lönen wage wages tax skatt deklaration deklarationen moms momsen receipt kvitto expense-report utlägg reseräkning procurement upphandling tender anbud bitcoin shares aktier börsen printer skrivaren toner scanner skanner projector projektor headset webcam webbkamera keyboard tangentbord mouse mus bildskärm iphone android ipad surfplatta charger laddare battery batteri wifi router vpn bluetooth firewall brandvägg linux mac python javascript sql docker kubernetes git photoshop adobe zoom slack salesforce fortnox google gmail dropbox facebook instagram linkedin whatsapp java kalkylark macro makro vlookup letarad pivot pivottabell chart diagram font typsnitt slide slides autosvar out-of-office signatur spam skräppost wallpaper bakgrundsbild emoji poll omröstning survey enkät translate översätt översätta summarise sammanfatta finnish finska japanese japanska spanish spanska
expire: expire expired expires lapsed utgången utgånget utgått gått+ut gick+ut går+ut löper+ut löpte+ut löpt+ut ran+out run+out suspended ended+by+itself dead död tog+slut tagit+slut ta+slut run+its+course upphört has+ended
fewer: fewer reduce decrease lower less minska minskar färre sänka dra+ner dra+ned shrink trim skära+ner cut+down smaller cut less+of banta dra+in+på skala+ner scale+down downsize downscale
finish: finish finished finishes done complete completed completion over+and+done klar klart färdig färdigt slutförd slutförts avklarad through+with wrapped+up avklarat färdiga klara framme genomförd genomfört over+with slut+på concluded conclude conclusion slutförande avslutad+körning in+the+bag i+hamn i+mål
fix: fix fixing solve resolve repair sort+out lösa löser åtgärda åtgärdar fixa fixar rätta remedy cure get+rid+of+the+problem avhjälpa komma+runt get+around råda+bot mend ordna ordnar handle+it
free: gratis free+of+charge kostnadsfri kostnadsfritt without+charge utan+kostnad complimentary
gain: gain gains benefit benefits advantage advantages win fördel fördelar vinner vinna vinst vinning mervärde extra+value improvement improvements upside upsides pros plus plussidor better bättre förbättras förbättringar förbättring extra+features nytta worth+it värt+det tillkommer tillförs added+value bonus
government: government govt gcc municipality public+sector school schools university universitet universitetet skola skolor högskola education utbildning hospital nonprofit non-profit non+profit ngo charity charities myndighet myndigheter kommun kommuner ideell ideella förening offentlig välgörenhet region authority sjukhus council councils church kyrka församling stiftelse foundation statlig statligt city+administration g3 g5 universities myndigheten kommunen
gowrong: go+wrong goes+wrong went+wrong gone+wrong gå+fel går+fel gick+fel gått+fel gå+snett går+snett gick+snett gått+snett gå+på+tok go+south mess+up screw+up sket+sig skiter+sig blir+fel blev+fel strular strulade blow+up smäller smälla break breaks broken haverera havererar wreck wrecking ruin disaster katastrof crash+midway krånglar krångla havererat spricker sprack fall+apart falls+apart fell+apart faller+ihop
group: group groups grupp grupper gruppen group-based gruppbaserad inherited ärvd ärvda ärvs groups+of+people säkerhetsgrupp säkerhetsgrupper gruppmedlemskap ad-grupper licensgrupper gruppbaserat
hire: hire hires hiring new+hire new+hires newcomer newcomers nyanställd nyanställda nyanställer anställer nyanställning newly+hired onboard onboarding recruits recruit börjar+hos+oss rekryterar nyanställningar join+us new+starter new+starters joiner joiners nya+börjar börjar+på+måndag starts+on+monday nykomling
included: included inside include includes including ingår ingå contain contains contents innehåll innehåller comes+with bundled comes+as+part come+with ingick medföljer följer+med inkluderar inkluderad inkluderat bestanddel
invoice: invoice invoices invoiced invoicing faktura fakturor fakturan fakturera bill bills räkning räkningen purchase+order inköpsorder faktureras+oss on+account
licence: licence license licences licenses licens licenser licensen licenserna seat seats licencing licensing licenced platser plats licenstilldelning license+s lic
lock: locked lock locks lockout locked+out shut+out utelåst utelåsta låst låsta stängt closed inaccessible otillgänglig unavailable kommer+åt komma+åt kommer+in komma+in kommer+jag+in kommer+vi+in shut stänger+ute utestängd utestängda spärrat kommer+inte+in cant+get+in cannot+get+in inlåst+ute
lose: lose loses losing lost förlora förlorar förlorat missing miss disappear disappears vanish saknas saknar försvinner försvinna försvann blir+av+med bli+av+med går+förlorad tappar tappa gone be+without klara+sig+utan miss+out give+up ge+upp avstå taken+from+us drawback drawbacks downside downsides cons nackdel nackdelar sämre worse borta downgrade nedgradering försämring försämras deterioration försämringar worse+off mist miste+om go+without
m365e3: microsoft+365+e3 microsoft365+e3 m365+e3 ms365+e3 ms+365+e3 microsoft+e3
m365e5: microsoft+365+e5 microsoft365+e5 m365+e5 ms365+e5 ms+365+e5 microsoft+e5
mail: mail mails email emails e-mail e-mails epost e-post e-posten mejl mejlen mejlbox mailbox mailboxes brevlåda brevlådor brevlådorna inbox inboxes inkorg outlook mejlkorg post posten mejla messages+of+mail calendars kalender kalendrar calendar contacts kontakter
manual: manual manually manuell manuellt by+hand för+hand handpåläggning ourselves by+myself på+egen+hand egenhändigt manuella
meanwhile: meanwhile in+the+meantime under+tiden during+that+time during+this så+länge under+processen in+the+process while+it+runs while+its+running medan+det+pågår under+bytet
message: message messages meddelande meddelandet text notice notis texten warning varning varningen banner alert sentence mening notification notifications avisering aviseringar
microsoft365: microsoft+365 m365
money: money pengar pengarna cash bucks slantar stålar dough funds medel cashflow
month: month months monthly månad månader månadsvis månatlig månatligen månadsbetalning månadskostnad month-to-month monthwise per+månad
more: more fler additional ytterligare extra+licences extra+licenser top+up till+på
move: move moved moves moving migrate migrated transfer transferred flytta flyttar flyttas flyttade flyttat överföra migrera switched+over föra+över switch switching switched change+over changeover byta byter bytt bytet byte shift shifted relocated flytten förflytta transition transitioned omställning övergång övergången carry+across shifted+over flyttning skifta skifte skiftet
newerbilling: mca customer+agreement kundavtal kundavtalet microsoft+kundavtal mca-avtal
night: night nights natt natten weekend weekends helg helgen kväll evening office+hours working+hours kontorstid arbetstid nätter kvällen kvällstid saturday+night lördag+kväll lördag+natt friday+evening fredag+kväll overnight at+night off-hours after+hours after+work efter+jobbet asleep sover sleeping små+timmarna midnatt midnight weekendtime helger weekday+evening nattetid off-peak
notfound: cant+find cannot+find can't+find cant+locate cannot+locate cant+see dont+see not+shown isnt+shown doesnt+show hittar+inte hittar+den+inte hittar+det+ingenstans hittar+ingen syns+inte ser+inte visas+inte nowhere ingenstans not+visible dyker+inte+upp no+trace isnt+listed inte+listad saknas+i+listan gone+missing var+tog where+did ingen+aning+var nowhere+to+be+seen letar letat leta looking+for
o365e3: office+365+e3 office365+e3 o365+e3 office+e3
o365e4: office+365+e4 office365+e4 o365+e4
o365e5: office+365+e5 office365+e5 o365+e5 office+e5
office365: office+365 o365 office365
option: option options alternative alternatives choice choices alternativ alternativen valmöjligheter path paths väg vägar way ways sätt route routes metod metoder method methods
others: others everyone+else everybody+else rest resten övriga andra+personer de+andra remaining+people de+övriga resterande everybody+remaining the+rest+of+them återstoden
partner: partner partners reseller resellers återförsäljare csp vlsc volume+licensing volymlicens volymlicensiering volymlicensavtal supplier leverantör enterprise+agreement distributor distributör vendor vendors dealer dealers middleman mellanhand atea dustin crayon softwareone ea-avtal it-leverantör it-partner konsultbolag licensing+partner distributören resale återförsäljaren partnern it-firma it-bolag it-firman mellanhanden procured+through
pay: pay paid paying pays payment payments betala betalar betalat betalning betalningen betalt debiteras charged charge debitering debiterad draw+money dra+pengar cough+up pröjsa punga+ut shell+out transfer+money överföring bank+transfer wire+transfer settle betalas dra+pengarna dras+pengarna debits
paymentmethod: payment+method betalningssätt betalsätt betalningsmetod betalningsmetoder
phone: phone phones telephone telephony telephones telefon telefoni telefonin telefoner telefonerna pbx växel switchboard telefonsystem växeln phone+system telefonnummer phone+number phone+numbers enterprise+voice landline landlines desk+phone desk+phones bordstelefon bordstelefoner call+queue call+queues samtalskö samtalsköer auto+attendant telefonlösning mobiler numbers nummer
pilot: pilot pilots pilotgrupp test testa testar prova provar trial+run try+it+on guinea+pig guinea+pigs försökskanin försökskaniner trial+group small+scale liten+skala first+few dry+run provköra försöksgrupp testgrupp testgruppen volunteers frivilliga trial+batch guineapigs
powershell: powershell cmdlet kommandorad command+line script scripts skript skripta scripting automate+it api terminal kod code graph-api cli
prepaid: prepaid pre-paid förbetalt förbetald förskott förskottsbetalt förskottsbetald in+advance product+key produktnyckel product+keys nyckelkort keycard license+key licensnyckel aktiveringskod activation+code voucher up+front+with+a+key
price: price prices pricing cost costs costing pris priset priser kosta kostar kostnad kostnaden kostnader expensive cheap cheaper cheapest dyr dyrt dyrare billig billigare billigast fee avgift how+much hur+mycket price+tag prislapp dearer dearest dyraste quid kronor pounds dollars per+head a+head per+skalle prislista budget spend spending expense expenses expenditure utgift utgifter belopp amount summa sum offert quote tariff rate set+us+back loss+på vad+går kostnadsbild kostnadsökning prisökning price+rise dollar euro euros sek slutnota notan kåstar kosta+oss damage+is månadskostnaden styckpris cost+us ballpark
privacy: privacy gdpr integritet personuppgifter uppgifter personal+data data+protection dataskydd dataskyddsombud dpo personuppgift personal+information
progress: progress status förlopp förloppet how+far how+is+the+upgrade+going how+the+upgrade+is+going hur+det+går+med+uppgraderingen hur+går+uppgraderingen hur+går+det+med+uppgraderingen hur+långt how+far+along how+far+have hur+långt+har lägesrapport läget state+of+things update+me uppdatering+om standing step+are+we steg+är+vi how+is+it+going hur+går+det how+many+are+left hur+många+är+kvar hur+många+återstår how+many+remain framsteg under+way+now
reactivate: reactivate reactivation reactivated restore restored återaktivera återaktiveras återaktivering återställa återställas revive bring+back få+tillbaka väcka rescue resurrect få+igång+igen revived återuppliva väck+liv undelete un-cancel uncancel återuppväcka reinstate reinstated
reassign: reassign reassigned assign assigned assignment tilldela tilldelas tilldelning tilldelade tilldelat hand+out dela+ut omtilldela hand+over+licences utdelning delar+ut utdelad utdelat swap swapping byta+licens byta+licenser exchange exchanged skifta+licens reallocate reallocated allocate allotted
refund: refund refunds refunded money+back reimbursed reimbursement återbetalning återbetalas pengar+tillbaka pengarna+tillbaka pengar+åter få+tillbaka+pengar credit credited kredit krediteras kredit prorated proration prorata proportionell proraterad tillbaka+pengar compensation compensated kompensation kompenseras gottgörelse gottgörs get+something+back något+tillbaka nåt+tillbaka tillgodo tillgodohavande kreditnota kreditfaktura credit+note credit+memo kvitta kvittas netted+off offset avräknas avräkning återbäring
remain: remaining remain remainder återstående återstår left leftover kvarvarande återstå outstanding+people to+go
remove: kill+off remove removed removing ta+bort tas+bort tar+bort tagit+bort drop dropping ditch
renew: renew renews renewed renewal renewing förnya förnyas förnyar förnyelse förnyelsen förlänga förlängs auto-renew autorenew förnyelsedatum renewal+date next+term nästa+period anniversary årsdag
replace: replace replaced ersätt ersätta ersätter
role: role roles roll roller permission permissions behörighet behörigheter rights rättigheter authority+to authorized authorised entitled berättigad titel title privileges privilege privilegier administratörsroll allowed tillåtelse authorization befogenhet befogenheter clearance mandat fullmakt
safe: safe safely safety säker säkert säkra trygg tryggt risk risks risky risker riskabelt danger dangerous farligt farlig trust lita nervous nervös scared rädd orolig worried worry guarantee garantera garanterar garanti promise lova vågar dare
schedule: schedule scheduled scheduling plan+the+upgrade schemalägga schemalägg tidpunkt best+time bästa+tid bäst+att+uppgradera best+moment rätt+tid right+time postpone postponed skjuta+upp skjuts+upp appointment timer tidsinställa tidsinställd tidsinställas förlägga boka+in book+it+for set+a+time tajma tajming timing bestämd+tid förinställa timed planerad planeras
security: security säkerhet säkerhetsfunktioner defender phishing nätfiske compliance efterlevnad ediscovery ransomware malware virus skydd skyddar protection protect protects protected hackers hackare attack attacks angrepp hot threats threat säkrare säkrast safest
service: service services tjänst tjänster tjänsten tjänsterna app apps appar apparna tjänsteplan tjänsteplaner feature features funktion funktioner functionality functions verktygen component components komponent komponenter
setup: set+up provisioned provisioning konfigurerad konfigurerat etablerad klar+konfigurerad ready+for+use redo+att+använda uppsatt färdigkonfigurerad iordningställd in+place på+plats
several: several multiple flera a+number+of ett+flertal
short: enough räcker räcka tillräckligt suffice suffices förslår
signin: sign+in signin log+in login logga+in inloggning inloggningsnamn log+out logga+ut username usernames användarnamn username+changes logins inloggningar sign+back+in
soldto: sold+to såld+till
some: some few a+few handful several+people part+of subset partially portion några en+del vissa somliga handfull delmängd delvis only+part half hälften en+bit bara+några only+some just+a+few not+everyone inte+alla bara+en+del
spare: spare unused unassigned lying+around leftover+licences lediga ledig otilldelade oanvända oanvänd till+övers available tillgängliga surplus överskott överblivna överblivet not+used används+inte not+in+use unallocated utan+ägare över+i+lager unclaimed
speed: fast quick quickly speed pace snabb snabbt fort fart takt throttling throttled throttle
start: start starting started begin begins beginning go+ahead kick+off get+going börja börjar börjat starta startar startade sätta+igång sätter+igång dra+igång drar+igång köra+igång kör+igång press+go launch lanserar set+off initiate initiera press+the+button trycka+på+knappen commence commencement inleda inleds påbörja påbörjas påbörjat drog+igång kicked+off satt+igång
stay: stay remain+on keep kept keeps preserved behåll behålla behåller behålls stanna stannar ligger+kvar finns+kvar carry+on fortsätta fortsätter bli+kvar remain+available retain retained retains intact intakt survive survives överlever överleva kvar förblir förbli kvarstå kvarstår bevaras bestå består
storage: storage lagring lagringen lagringsutrymme fillagring diskutrymme disk gigabyte gigabytes gb terabyte file+storage extra+storage space gigabytes+extra sharepoint-lagring lagringstillägg utrymmet
strange: strange weird odd konstig konstigt märkligt underligt underlig mysko peculiar
subscription: subscription subscriptions plan plans abonnemang abonnemanget abonnemangen prenumeration prenumerationen prenumerationer suite suites package packages paket paketet sub licence+plan licensplan plan+we+have our+plan vår+plan planen planer edition editions utgåva utgåvor offering erbjudande
support: support supporten kundtjänst customer+service kundservice kundsupport supportärende ticket helpline helpdesk hotline human människa ringa+microsoft call+microsoft
tab: tab tabs flik fliken fliken flikar
teams: teams
temporary: temporary temporarily tillfälligt tillfällig tillfälliga passing övergående for+now momentarily tills+vidare short-lived
thousands: thousands tusentals thousand tusen hundreds hundratals
today: today idag i+dag nowadays currently right+now at+the+moment at+present rn just+nu för+tillfället
trial: trial trials free+trial provversion provversionen provperiod provabonnemang testversion testperiod evaluation utvärdering try+out try-out gratismånad free+month provmånad demo free+version gratisversion testar+gratis provdagar
twenty: 20 tjugo twenty
two: 2 two två
undo: undo undoing ångra ångrar ånger revert roll+back rollback rulla+tillbaka go+back going+back gå+tillbaka switch+back change+back backa byta+tillbaka återgå return+to reverse reversed regret regrets way+back väg+tillbaka put+back flytta+tillbaka changed+my+mind ångrat ångrat+mig ändrat+mig regretting second+thoughts reversible reversibelt vända+tillbaka baklänges restore+the+old rollbacka återgång reversal ångras backas backat revertera
unpaid: unpaid obetald obetalt obetalda obetaldt overdue past+due outstanding owe owed owes skuld skyldig skyldiga förfallen förfallna in+arrears balance saldo saldot debt debts arrears havent+paid not+paid inte+betalat inte+betald payable+overdue släpar missad+betalning missed+payment forgot+to+pay glömt+betala glömde+betala owing settle+up behind+with ligger+efter släpar+efter skuldsatt
upgrade: upgrade upgrades upgrading upgraded uppgradera uppgraderar uppgraderas uppgradering uppgraderingen uppgraderat uppgraderad update changeover+to uppgradering+en migrering migration the+switch
usagelocation: usage+location användningsplats usagelocation användningsland country+setting landsinställning country+is+missing saknar+land land+saknas location+missing plats+saknas country+set
wait: wait waiting vänta väntar väntetid pending hold+on dröja dröjer dröjsmål delay avvakta avvaktar holdup hold-up drar+ut drag+on
weekday: monday tuesday wednesday thursday friday saturday sunday måndag tisdag onsdag torsdag fredag lördag söndag fredags måndags next+week last+week nästa+vecka förra+veckan yesterday tomorrow igår imorgon i+går i+morgon
when: when när what+date which+date what+day which+day vilket+datum vilken+dag vilken+dag
where: where var+finns var+hittar var+kan
who: who whom whos vem vilka+personer which+people which+persons which+admins vilka+administratörer vems whose+idea
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
