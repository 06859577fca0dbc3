"""Pages of the demo site: the knowledge section and the pages that every public body needs."""

PAGES: list[dict] = [
    {
        "slug": "de-aanpak",
        "parent": "kennis",
        "kind": "content",
        "title": "De aanpak",
        "intro": (
            "Mobility Mentoring® helpt mensen met geldzorgen om weer vooruit te kijken. De hulp wordt rustiger, en "
            "de inwoner kiest het doel."
        ),
        "audience": "public",
        "body": [
            (
                "paragraph",
                (
                    "Wie lang zorgen heeft over geld, heeft een vol hoofd. Dan is het moeilijk om plannen te maken "
                    "en vol te houden. De aanpak begint daarom bij stress. Eerst zorgen wij dat de hulp zelf geen "
                    "onrust geeft. Daarna werken inwoner en coach samen aan een doel."
                ),
            ),
            ("heading", "Naast elkaar, niet tegenover elkaar"),
            (
                "paragraph",
                (
                    "De professional is een coach. De coach zegt niet wat iemand moet doen. De coach vraagt, denkt "
                    "mee en doet voor. Zo oefent iemand met kiezen, plannen en volhouden. Het einddoel is een leven "
                    "waarin iemand zichzelf kan redden, ook met geld."
                ),
            ),
            ("heading", "Alles hangt met elkaar samen"),
            (
                "paragraph",
                (
                    "Werk vinden lukt slecht als u niet weet waar u volgende maand woont. Daarom kijkt de aanpak "
                    "naar het hele leven: wonen, gezin, gezondheid, geld, leren en werk. Soms moet het ene doel "
                    "eerst lukken. Dan komt het andere in zicht."
                ),
            ),
            ("heading", "Drie hulpmiddelen"),
            (
                "list",
                [
                    "De Brug naar Zelfredzaamheid®: een plaat waarop iemand ziet waar hij of zij staat.",
                    "Het doelactieplan: één doel met een paar kleine stappen en een datum.",
                    "Positieve prikkels: een kleine beloning als een doel is gehaald.",
                ],
            ),
            ("heading", "Waar komt het vandaan?"),
            (
                "paragraph",
                (
                    "De organisatie EMPath in Boston ontwikkelde de aanpak, met kennis van Harvard over de hersenen. "
                    "Sinds 2018 werkt Platform31 met EMPath samen om de aanpak in Nederland te laten passen. In dat "
                    "jaar begonnen 16 gemeenten en organisaties. In korte tijd deden er 700 mensen mee. Er waren "
                    "pilots in Zaanstad, Rotterdam en Alphen aan den Rijn."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Begin één gesprek met de vraag: wat wilt u zelf? Luister een minuut zonder iets op te "
                        "schrijven. Vertel een collega wat u hoorde."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "wat-stress-doet-met-denken",
        "parent": "kennis",
        "kind": "content",
        "title": "Wat stress met denken doet",
        "intro": "Wie lang zorgen heeft, leeft bij de dag. Dat is geen onwil. Het hoofd zit vol.",
        "audience": "public",
        "body": [
            (
                "paragraph",
                (
                    "Een korte tijd stress kan helpen: u bent scherp en u rent voor de bus. Maar stress die maanden "
                    "duurt, maakt moe. Schulden, een te klein huis of zorgen om een kind vragen de hele dag "
                    "aandacht. Er blijft weinig ruimte over om vooruit te kijken."
                ),
            ),
            ("heading", "De dirigent in ons hoofd"),
            (
                "paragraph",
                (
                    "Voor in onze hersenen zit een soort dirigent. Die helpt ons om gedachten, gevoelens en gedrag "
                    "te sturen. Dat noemen wij executieve functies. Bij lange stress krijgt de dirigent het zwaar. "
                    "Vijf dingen worden dan moeilijker:"
                ),
            ),
            (
                "list",
                [
                    "Onthouden wat u net hoorde, zoals de tijd van een afspraak.",
                    "Van plan veranderen als er iets tussenkomt.",
                    "Even wachten voor u iets zegt of koopt.",
                    "Plannen maken en orde houden in papieren.",
                    "Terugkijken op wat u deed en ervan leren.",
                ],
            ),
            ("heading", "Weten is nog geen doen"),
            (
                "paragraph",
                (
                    "De Wetenschappelijke Raad voor het Regeringsbeleid schreef er een rapport over: ‘Weten is nog "
                    "geen doen’. Mensen weten vaak best wat verstandig is. Toch lukt het niet altijd om het ook te "
                    "doen. Dat geldt voor iedereen, en zeker in een moeilijke tijd."
                ),
            ),
            ("heading", "Wat kunt u doen?"),
            (
                "paragraph",
                (
                    "U kunt de zorgen niet wegnemen. U kunt wel zorgen dat uw hulp geen nieuwe stress geeft. Een "
                    "rustige wachtkamer helpt. Een korte brief helpt. Een bericht op de dag voor de afspraak helpt "
                    "ook. En het goede nieuws: executieve functies kunt u oefenen, ook als u volwassen bent."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Neem een brief die u vaak verstuurt. Lees hem alsof u slecht heeft geslapen. Staat er één "
                        "ding in dat iemand moet doen? Of vijf?"
                    ),
                },
            ),
        ],
    },
    {
        "slug": "drie-uitgangspunten",
        "parent": "kennis",
        "kind": "content",
        "title": "Drie uitgangspunten",
        "intro": (
            "De aanpak heeft drie uitgangspunten. U kunt ze vandaag al gebruiken, bij elke brief en elk gesprek."
        ),
        "audience": "public",
        "body": [
            ("heading", "1. Geef geen extra stress"),
            (
                "paragraph",
                (
                    "Mensen komen al met genoeg spanning binnen. Kijk daarom met hun ogen naar uw eigen gebouw. Is "
                    "de ingang makkelijk te vinden? Is er een plek waar een kind kan spelen? Zegt iemand vriendelijk "
                    "goedendag? Ook de toon van een brief telt mee."
                ),
            ),
            ("heading", "2. Maak het licht voor het hoofd"),
            (
                "paragraph",
                (
                    "Geef niet alles tegelijk. Vertel eerst wat nu belangrijk is, en de rest later. Zeg het meer dan "
                    "één keer, en op meer dan één manier: in een gesprek, op papier en met een plaatje. Laat "
                    "ingewikkelde formulieren weg, vooral aan het begin. Stuur een herinnering, zodat niemand alles "
                    "hoeft te onthouden."
                ),
            ),
            ("heading", "3. Versterk wat iemand kan"),
            (
                "paragraph",
                (
                    "Kiezen, plannen en volhouden kunt u oefenen. De coach doet het steeds voor en zegt er hardop "
                    "bij hoe het gaat. ‘Ik schrijf eerst op wat ik moet doen. Daarna kies ik wat vandaag kan.’ De "
                    "inwoner doet het daarna zelf. Lukt het niet, dan maakt u samen de stap kleiner."
                ),
            ),
            ("heading", "Zo ziet dat eruit"),
            (
                "list",
                [
                    "De eerste afspraak kan zonder formulier.",
                    "In een brief staat één ding dat iemand moet doen.",
                    "Een gesprek eindigt met één stap en een datum.",
                    "Wat lukt, krijgt aandacht. Ook als het klein is.",
                ],
            ),
            (
                "quote",
                {
                    "text": (
                        "Wij haalden de balie weg en zetten er een tafel neer. Sindsdien zitten wij naast elkaar."
                    ),
                    "source": "Voorbeeld van een teamleider",
                },
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Loop met een collega van de voordeur naar uw spreekkamer. Noem bij elke stap één ding dat "
                        "rust geeft en één ding dat stress geeft. Verander er één."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "brug-naar-zelfredzaamheid",
        "parent": "kennis",
        "kind": "content",
        "title": "De Brug naar Zelfredzaamheid®",
        "intro": (
            "De brug is een plaat om samen naar te kijken. Iemand ziet waar hij of zij staat, en wat een volgende "
            "stap kan zijn."
        ),
        "audience": "members",
        "body": [
            (
                "paragraph",
                (
                    "Een gesprek over problemen wordt snel groot. De brug maakt het overzichtelijk. De plaat ligt "
                    "tussen u en de inwoner op tafel. U wijst niets aan. De inwoner wijst en vertelt."
                ),
            ),
            ("heading", "Vijf pijlers"),
            ("paragraph", "De brug staat op vijf pijlers. Samen gaan ze over het hele leven:"),
            (
                "list",
                [
                    "Wonen en gezin: een plek om te wonen, en zorg voor kinderen.",
                    "Welzijn: gezondheid, en mensen om u heen.",
                    "Geld: rondkomen, schulden en sparen.",
                    "Leren: een opleiding of cursus die past.",
                    "Werk: werk waarvan u kunt leven.",
                ],
            ),
            (
                "paragraph",
                (
                    "Elke pijler heeft een paar treden. Onderaan is er veel zorg. Bovenaan redt iemand zich. Niemand "
                    "staat overal bovenaan, ook een coach niet."
                ),
            ),
            ("heading", "Zo voert u het gesprek"),
            (
                "list",
                [
                    "Vertel waarvoor de plaat is. En dat er geen goed of fout is.",
                    "Vraag: waar wilt u beginnen? Begin daar, ook als u zelf iets anders zou kiezen.",
                    "Laat de inwoner een trede aanwijzen. Vraag wat daar al goed gaat.",
                    "Vraag hoe één trede hoger eruitziet. Dat is vaak al een doel.",
                    "Stop na één of twee pijlers. De rest komt een andere keer.",
                ],
            ),
            ("heading", "Wat de brug niet is"),
            (
                "paragraph",
                (
                    "De brug is geen test en geen rapport. Gebruik de plaat niet om te bepalen of iemand hulp "
                    "krijgt. Dan wordt het een toets, en een toets geeft stress. De inwoner neemt de plaat mee naar "
                    "huis. Het is zijn of haar brug."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Vul de brug eerst voor uzelf in, samen met een collega. Welke pijler koos u als eerste? En "
                        "hoe was het om daarover te praten?"
                    ),
                },
            ),
        ],
    },
    {
        "slug": "een-brief-die-rust-geeft",
        "parent": "kennis",
        "kind": "content",
        "title": "Een brief die rust geeft",
        "intro": (
            "Een goede brief zegt één ding, en zegt het vriendelijk. Hieronder ziet u een brief voor en na het "
            "herschrijven."
        ),
        "audience": "members",
        "body": [
            (
                "paragraph",
                (
                    "Veel mensen met zorgen openen hun post niet meer. Dat is te begrijpen, want in een brief staat "
                    "vaak slecht nieuws. Een rustige brief begint daarom met wat de lezer moet weten. Daarna volgt "
                    "wat de lezer kan doen. En dan bent u klaar."
                ),
            ),
            ("heading", "Voor"),
            (
                "quote",
                {
                    "text": (
                        "Hierbij wordt u opgeroepen voor een intakegesprek op 14 april om 09.30 uur. U bent "
                        "verplicht om een geldig legitimatiebewijs, bankafschriften van de laatste drie maanden, "
                        "loonstroken, het huurcontract en een overzicht van alle schulden mee te nemen. Indien u "
                        "zonder bericht niet verschijnt, kan dit gevolgen hebben voor de behandeling van uw aanvraag."
                    ),
                    "source": "Voorbeeldbrief, verzonnen",
                },
            ),
            ("heading", "Na"),
            (
                "quote",
                {
                    "text": (
                        "U heeft ons om hulp gevraagd. Fijn dat u dat deed. Wij praten graag met u op dinsdag 14 "
                        "april om half tien. U hoeft alleen uzelf en een identiteitsbewijs mee te nemen. De papieren "
                        "zoeken wij later samen uit. Kunt u niet? Bel mij, dan kiezen wij een andere dag. De dag "
                        "voor de afspraak sturen wij u een bericht."
                    ),
                    "source": "Voorbeeldbrief, verzonnen",
                },
            ),
            ("heading", "Wat is er veranderd?"),
            (
                "list",
                [
                    "De brief begint met waarom u schrijft, en met iets aardigs.",
                    "Er staat één ding in dat iemand moet doen: komen.",
                    "De lijst met papieren is weg. Die komt later, in het gesprek.",
                    "Niemand krijgt een waarschuwing voordat er iets is gebeurd.",
                    "Er is een uitweg: een telefoonnummer en een andere dag.",
                    "Er komt een herinnering, zodat onthouden niet hoeft.",
                ],
            ),
            ("heading", "Mag dat wel?"),
            (
                "paragraph",
                (
                    "Soms moet een waarschuwing in een brief staan, omdat de wet dat vraagt. Zet haar dan onderaan "
                    "en schrijf haar in gewone woorden. Vraag een jurist om mee te lezen. Meestal kan er meer weg "
                    "dan u denkt."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Kies één brief. Streep weg wat niet nodig is. Zet de volgende stap bovenaan. Vraag daarna "
                        "aan een inwoner of het zo rustiger leest."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "begin-klein",
        "parent": "kennis",
        "kind": "content",
        "title": "Begin klein: drie voorbeelden",
        "intro": "Groot denken mag, klein beginnen helpt. Drie voorbeelden laten zien hoe dat kan gaan.",
        "audience": "members",
        "body": [
            ("heading", "Voorbeeld 1: één formulier"),
            (
                "paragraph",
                (
                    "In een kleine gemeente vroeg het loket om 9 bladzijden voordat iemand hulp kreeg. Een consulent "
                    "telde wat zij echt gebruikte. Het waren 2 bladzijden. De andere 7 legden zij een maand weg, om "
                    "te kijken wat er misging. Er ging niets mis. Nu is het formulier voorgoed korter, en helpt de "
                    "consulent bij het invullen."
                ),
            ),
            (
                "panel",
                {
                    "title": "Dit zijn voorbeelden",
                    "text": (
                        "De verhalen lijken op wat leden meemaken. De plaatsen, de mensen en de details zijn verzonnen."
                    ),
                },
            ),
            ("heading", "Voorbeeld 2: één wachtkamer"),
            (
                "paragraph",
                (
                    "In een middelgrote stad was de wachtkamer druk en kaal. Op de muur hingen vooral borden met wat "
                    "niet mocht. Een team haalde de borden weg. Er kwamen een tafel met kleurpotloden, een plant en "
                    "een gastvrouw. De gesprekken begonnen daarna rustiger. Het kostte minder dan een nieuwe "
                    "computer."
                ),
            ),
            ("heading", "Voorbeeld 3: één team"),
            (
                "paragraph",
                (
                    "In een grote stad wilde iedereen tegelijk beginnen. De projectleider koos toch één team van 8 "
                    "coaches. Zij kregen training en elke week een uur om te oefenen. Na een half jaar wilden twee "
                    "andere teams ook. Sommige coaches vonden het in het begin lastig om geen raad te geven. Daar "
                    "praatten zij elke week over."
                ),
            ),
            ("heading", "Wat deze voorbeelden delen"),
            (
                "list",
                [
                    "Zij begonnen met één ding en niet met vijf.",
                    "Iemand had er tijd voor, elke week.",
                    "Zij vroegen inwoners om mee te kijken.",
                    "Zij vertelden ook wat niet lukte.",
                ],
            ),
            (
                "quote",
                {
                    "text": "Ik was bang dat het te klein was. Nu weet ik: klein was de enige manier.",
                    "source": "Voorbeeld van een projectleider",
                },
            ),
            (
                "panel",
                {
                    "title": "Uw eigen begin",
                    "text": (
                        "Wat is bij u dat ene formulier, die ene kamer of dat ene team? Schrijf het op en neem het "
                        "mee naar uw leerkring."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "doelactieplan-stap-voor-stap",
        "parent": "kennis",
        "kind": "content",
        "title": "Het doelactieplan, stap voor stap",
        "intro": "Een doelactieplan is één doel op één bladzijde. De inwoner schrijft het, de coach helpt.",
        "audience": "level_2",
        "body": [
            (
                "paragraph",
                (
                    "Op de brug ziet iemand waar hij of zij naartoe wil. Het doelactieplan maakt daar een route van. "
                    "Die route is kort: een paar weken of maanden. Zo blijft het doel dichtbij."
                ),
            ),
            ("heading", "De vijf stappen"),
            (
                "list",
                [
                    "Kies één doel. Vraag: wat wilt u als eerste bereiken?",
                    "Maak het zichtbaar. Vraag: wanneer weet u dat het gelukt is?",
                    "Verdeel het in drie kleine stappen. De eerste stap kan deze week.",
                    "Denk vooruit. Vraag: wat kan in de weg komen, en wat doet u dan?",
                    "Spreek een datum af en kies een beloning die past.",
                ],
            ),
            ("heading", "Een voorbeeld"),
            (
                "paragraph",
                (
                    "Iemand wil weten hoeveel schuld er is. Dat is het doel, met een datum over zes weken. Stap 1: "
                    "alle post in één doos doen. Stap 2: samen met de coach de doos in drie stapels sorteren. Stap "
                    "3: de bedragen op één bladzijde zetten. Komt er nieuwe post? Die gaat eerst in de doos. Is het "
                    "overzicht klaar, dan volgt een kleine beloning, zoals een kaartje voor het zwembad."
                ),
            ),
            ("heading", "Positieve prikkels"),
            (
                "paragraph",
                (
                    "Een beloning is geen loon en geen lokmiddel. Zij zegt: u heeft dit zelf gedaan. Spreek de "
                    "beloning vooraf af en geef haar snel. Doet u wat u belooft, dan groeit het vertrouwen. Zorg dat "
                    "alle coaches dezelfde afspraken gebruiken."
                ),
            ),
            ("heading", "Als het niet lukt"),
            (
                "paragraph",
                (
                    "Een stap die niet lukt, was te groot. Dat is geen fout van de inwoner. Vraag wat er gebeurde, "
                    "zonder te oordelen. Maak de stap daarna half zo groot. Soms past het doel niet meer. Dan kiest "
                    "de inwoner een nieuw doel, en ook dat is leren."
                ),
            ),
            (
                "panel",
                {
                    "title": "Geen gegevens in dit portaal",
                    "text": (
                        "Het plan is van de inwoner en blijft bij de inwoner. Bewaar het volgens de regels van uw "
                        "eigen organisatie. Zet het nooit in dit portaal."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "werkbegeleiding-organiseren",
        "parent": "kennis",
        "kind": "content",
        "title": "Werkbegeleiding organiseren",
        "intro": (
            "Na de training begint het leren pas echt. Een werkbegeleider helpt collega’s om de nieuwe manier vol te "
            "houden."
        ),
        "audience": "level_2",
        "body": [
            (
                "paragraph",
                (
                    "Een nieuwe houding leert u niet in twee dagen. In een drukke week valt iedereen terug in wat "
                    "hij of zij gewend is. Dat is normaal, want ook collega’s hebben soms een vol hoofd. "
                    "Werkbegeleiding vangt dat op."
                ),
            ),
            ("heading", "Wat doet een werkbegeleider?"),
            (
                "list",
                [
                    "Kijkt mee in gesprekken, als de inwoner dat goed vindt.",
                    "Bespreekt daarna wat rust gaf en wat stress gaf.",
                    "Oefent lastige momenten met collega’s.",
                    "Helpt nieuwe collega’s op weg.",
                    "Vertelt de leidinggevende wat in de weg zit.",
                ],
            ),
            (
                "paragraph",
                (
                    "Een werkbegeleider is geen controleur. Kies iemand die collega’s vertrouwen. Het helpt als die "
                    "persoon zelf ook deelnemers begeleidt."
                ),
            ),
            ("heading", "Geef er tijd voor"),
            (
                "paragraph",
                (
                    "Reken per werkbegeleider op ongeveer een halve dag per week. Zet die uren in het rooster. Uren "
                    "die nergens staan, verdwijnen als eerste. Kies er liever twee dan één. Dan kunnen zij met "
                    "elkaar overleggen, en gaat het door bij ziekte."
                ),
            ),
            ("heading", "Een vast ritme"),
            (
                "list",
                [
                    "Elke week: een kwartier samen terugkijken op één gesprek.",
                    "Elke maand: een uur oefenen met het hele team.",
                    "Elk half jaar: met de leidinggevende kijken wat beter kan.",
                    "Elk jaar: een dag meelopen bij een ander lid.",
                ],
            ),
            ("heading", "Goede vragen om mee te beginnen"),
            (
                "paragraph",
                (
                    "Wie praatte het meest? Wie koos het doel? Wat deed u voor, en wat deed de inwoner zelf? Welke "
                    "zin zou u de volgende keer weglaten? Eén vraag per keer is genoeg."
                ),
            ),
            (
                "panel",
                {
                    "title": "Praat zonder namen",
                    "text": (
                        "In het team bespreekt u uw eigen aanpak, niet het leven van een inwoner. Laat namen en "
                        "herkenbare details weg. Ook in een verslag."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "brug-in-tekeningen",
        "parent": "kennis",
        "kind": "content",
        "title": "De brug in tekeningen",
        "intro": "Niet iedereen leest graag of makkelijk. Met tekeningen is de brug ook voor hen een goed gesprek.",
        "audience": "level_2",
        "body": [
            (
                "paragraph",
                (
                    "Een deel van de deelnemers heeft een licht verstandelijke beperking. Dat is niet altijd te "
                    "zien. Ook wie de taal nog leert of erg moe is, heeft baat bij minder tekst. In Alphen aan den "
                    "Rijn kwamen er daarom tekeningen in de Brug naar Zelfredzaamheid®. Platform31 werkte die lijn "
                    "uit, samen met leden van het netwerk."
                ),
            ),
            ("heading", "Hoe het werkt"),
            (
                "paragraph",
                (
                    "Elke pijler heeft een eigen tekening. Elke trede is een klein plaatje van een gewoon moment. "
                    "Denk aan een stapel post, een portemonnee of een huis met licht aan. De inwoner kiest een "
                    "plaatje en vertelt erover. De coach leest niets voor, maar vraagt: wat ziet u hier?"
                ),
            ),
            ("heading", "Tips voor het gesprek"),
            (
                "list",
                [
                    "Leg één pijler tegelijk op tafel. De andere houdt u in de map.",
                    "Gebruik korte zinnen. Wacht daarna rustig op antwoord.",
                    "Vraag iemand om het in eigen woorden te vertellen. Zo merkt u of het duidelijk is.",
                    "Zet de afspraak als plaatje op een kalender.",
                    "Houd het gesprek kort: een half uur is vaak genoeg.",
                ],
            ),
            ("heading", "Maak het samen"),
            (
                "paragraph",
                (
                    "Wat voor de een duidelijk is, is voor de ander een raadsel. Probeer tekeningen daarom uit met "
                    "een paar deelnemers. Vraag wat zij zien, niet of zij het mooi vinden. Een plaatje dat uitleg "
                    "nodig heeft, kunt u beter vervangen."
                ),
            ),
            ("heading", "Niet alleen voor deze groep"),
            (
                "paragraph",
                (
                    "Veel coaches gebruiken de tekeningen bij iedereen. Een plaatje maakt het gesprek lichter. En "
                    "bij stress is minder tekst voor elk hoofd fijn."
                ),
            ),
            (
                "panel",
                {
                    "title": "Probeer het deze week",
                    "text": (
                        "Neem uw afsprakenkaart. Vervang één zin door een tekening. Vraag drie mensen wat zij erin "
                        "zien."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "onderzoek-washington",
        "parent": "kennis",
        "kind": "content",
        "title": "Onderzoek uit Washington",
        "intro": (
            "In de Amerikaanse staat Washington deden 3.098 gezinnen mee met een grote proef. De uitkomsten geven "
            "hoop, en vragen om voorzichtigheid."
        ),
        "audience": "public",
        "body": [
            ("heading", "Wat is er onderzocht?"),
            (
                "paragraph",
                (
                    "In 2018 kregen gezinnen met een laag inkomen coaching met Mobility Mentoring®. Het ging om "
                    "ouders van jonge kinderen in een programma van de staat Washington. De onderzoekers keken hoe "
                    "het met ouders en kinderen ging. Zij vergeleken hen met ouders die deze hulp niet kregen."
                ),
            ),
            ("heading", "Wat kwam eruit?"),
            (
                "list",
                [
                    "Ouders hadden minder conflicten en minder schulden.",
                    "Ouders kregen meer vaardigheden in de opvoeding en leefden gezonder.",
                    "Kinderen scoorden hoger op rekenen, taal en denken.",
                    "Kinderen gingen ook vooruit in hoe zij met anderen omgaan.",
                ],
            ),
            (
                "paragraph",
                (
                    "Opvallend is dat de kinderen zelf geen coach hadden. Als het met ouders beter gaat, lijken "
                    "kinderen daar dus ook bij te winnen."
                ),
            ),
            ("heading", "Wat weten wij nog niet?"),
            (
                "paragraph",
                (
                    "Een goede uitkomst is nog geen bewijs voor elke plek. Wij noemen vier grenzen, zodat u zelf "
                    "kunt wegen."
                ),
            ),
            (
                "list",
                [
                    "Het was een proef. Wij weten niet of de verschillen na jaren blijven.",
                    "Gezinnen die meededen, waren misschien vooraf al anders dan gezinnen die niet meededen.",
                    "De Verenigde Staten hebben andere regels voor inkomen, zorg en wonen.",
                    "Het programma bood meer dan coaching. Welk deel hielp, is niet precies te zeggen.",
                ],
            ),
            ("heading", "En in Nederland?"),
            (
                "paragraph",
                (
                    "Hier is nog veel te leren. In 2018 begonnen 16 gemeenten en organisaties, en deden 700 mensen "
                    "mee. Dat zegt hoeveel mensen begonnen, niet wat het hun bracht. De Hogeschool Utrecht "
                    "onderzocht de pilot in Alphen aan den Rijn. Leden van het netwerk meten zelf ook, op een lichte "
                    "manier."
                ),
            ),
            (
                "panel",
                {
                    "title": "Zo leest u onderzoek",
                    "text": (
                        "Stel drie vragen. Met wie is vergeleken? Hoelang keken de onderzoekers? En lijkt de groep "
                        "op uw deelnemers?"
                    ),
                },
            ),
        ],
    },
    {
        "slug": "studiereis-boston",
        "parent": "kennis",
        "kind": "content",
        "title": "Studiereis naar Boston",
        "intro": "Een groep uit Nederlandse steden ging kijken waar de aanpak begon. Dit namen zij mee terug.",
        "audience": "public",
        "body": [
            (
                "paragraph",
                (
                    "In Boston werkt EMPath, de organisatie die Mobility Mentoring® heeft ontwikkeld. In 2018 reisde "
                    "een groep uit Nederland erheen. Er was ook een delegatie van het stedennetwerk G40 bij. Dat "
                    "netwerk betaalde een deel van de reis."
                ),
            ),
            ("heading", "Waarom zo ver?"),
            (
                "paragraph",
                (
                    "Over een aanpak lezen is iets anders dan zien hoe mensen ermee werken. De reizigers keken mee "
                    "in de praktijk. Zij spraken met coaches en met organisaties uit andere landen. Zo konden zij "
                    "ook vragen wat niet werkt."
                ),
            ),
            ("heading", "Drie lessen"),
            (
                "list",
                [
                    (
                        "Weet wat er gebeurt in hoofden en tussen mensen. Wie stress herkent, kijkt anders naar een "
                        "gemiste afspraak."
                    ),
                    (
                        "Werk aan vaardigheden. Niet alleen het probleem telt, ook wat iemand leert tijdens het "
                        "oplossen."
                    ),
                    "Deel wat lukt. Sta stil bij elk gehaald doel, met deelnemers en met collega’s.",
                ],
            ),
            ("heading", "Wat is hier anders?"),
            (
                "paragraph",
                (
                    "Nederland heeft andere wetten en andere loketten. Niet alles past dus zomaar. De kern past wel: "
                    "een gelijkwaardig gesprek, weinig stress en een eigen doel. Daarna is het een kwestie van "
                    "vertalen, proberen en samen leren. Daar is dit netwerk voor."
                ),
            ),
            ("heading", "Ook dichtbij valt veel te leren"),
            (
                "paragraph",
                (
                    "U hoeft niet te vliegen om te leren. U kunt bij een ander lid een dag meelopen. Ook een "
                    "leerkring kan een keer op bezoek gaan. Vaak leert u het meest van een organisatie die één stap "
                    "verder is."
                ),
            ),
            (
                "panel",
                {
                    "title": "Ga op bezoek",
                    "text": (
                        "Kies in het netwerk een lid in uw provincie. Vraag of u een ochtend mag meelopen. Neem één "
                        "vraag mee."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "over-het-netwerk",
        "parent": "",
        "kind": "content",
        "title": "Over het netwerk",
        "intro": (
            "In dit netwerk leren gemeenten en maatschappelijke organisaties samen werken met Mobility Mentoring®. "
            "Platform31 organiseert het."
        ),
        "audience": "public",
        "body": [
            (
                "paragraph",
                (
                    "Een andere manier van werken leert u niet alleen. Leden brengen hun vragen mee en helpen "
                    "elkaar. Zij delen wat goed gaat, wat minder goed gaat en waar behoefte aan is. Het lid is "
                    "altijd een organisatie. Collega’s krijgen daarin een eigen plek om in te loggen."
                ),
            ),
            ("heading", "Niveau 1: kennismaken"),
            (
                "paragraph",
                (
                    "Elke organisatie begint hier. U leert waar de aanpak vandaan komt en wat zij vraagt. U doet mee "
                    "met een leerkring en volgt de eerste lessen. Ook schrijft u een implementatieplan: uw plan van "
                    "aanpak, in zeven onderdelen. Een adviseur denkt met u mee."
                ),
            ),
            ("heading", "Niveau 2: aan de slag"),
            (
                "paragraph",
                (
                    "Is uw plan goedgekeurd? Dan gaat u door naar niveau 2. U krijgt alle hulpmiddelen en training "
                    "voor uw coaches. U leert verder met leden die ook aan de slag zijn. Een goedgekeurd plan is de "
                    "enige weg naar niveau 2. Zo weten wij dat uw organisatie er klaar voor is."
                ),
            ),
            ("heading", "Zo wordt u lid"),
            (
                "list",
                [
                    "U doet een aanvraag in drie korte stappen. Dat kost ongeveer 10 minuten.",
                    "Wij bellen u binnen 5 werkdagen om kennis te maken.",
                    "U krijgt uiterlijk 2 weken na uw aanvraag ons antwoord.",
                    "U begint in niveau 1, met de eerste les en een leerkring.",
                ],
            ),
            ("heading", "Wat kost het?"),
            (
                "paragraph",
                (
                    "De kosten spreken wij vooraf met u af. Voor gemeenten hangt de prijs af van het aantal "
                    "inwoners. U weet dus wat u betaalt voordat u ja zegt. Twijfelt u? Bel ons dan eerst. U zit "
                    "nergens aan vast."
                ),
            ),
            ("heading", "Hoe het begon"),
            (
                "paragraph",
                (
                    "Sinds 2018 is Platform31 de Nederlandse partner van EMPath uit Boston. In dat eerste jaar "
                    "begonnen 16 gemeenten en organisaties. Zaanstad, Rotterdam en Alphen aan den Rijn deelden als "
                    "eerste hun ervaringen."
                ),
            ),
            (
                "panel",
                {
                    "title": "Dit is een voorbeeld",
                    "text": (
                        "U kijkt naar een demonstratie. De personen, de plannen en de cijfers van leden zijn "
                        "verzonnen. Gemeenten met een echte naam staan er alleen als voorbeeld."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "contact",
        "parent": "",
        "kind": "content",
        "title": "Contact",
        "intro": "Heeft u een vraag? Bel ons of stuur een e-mail. Een mens geeft antwoord.",
        "audience": "public",
        "body": [
            ("heading", "Bellen"),
            (
                "paragraph",
                (
                    "Ons nummer is 085 000 00 00. Wij zijn er op werkdagen van 9.00 tot 17.00 uur. Is het druk? "
                    "Spreek dan iets in. Wij bellen u dezelfde of de volgende werkdag terug."
                ),
            ),
            ("heading", "E-mailen"),
            (
                "paragraph",
                (
                    "Stuur uw e-mail naar netwerk@platform31.example. U krijgt binnen 2 werkdagen antwoord. Kost het "
                    "meer tijd? Dan laten wij u weten wanneer u antwoord krijgt."
                ),
            ),
            ("heading", "Wie kunt u spreken?"),
            (
                "list",
                [
                    "Over lid worden en over uw plan: een adviseur van het netwerk.",
                    "Over een leerkring: de begeleider van die leerkring.",
                    "Over een factuur: de financiële administratie.",
                    (
                        "Over inloggen: onze technische collega. Een code werkt 15 minuten, daarna vraagt u gewoon "
                        "een nieuwe."
                    ),
                ],
            ),
            ("heading", "Bent u inwoner en zoekt u hulp?"),
            (
                "paragraph",
                (
                    "Dit portaal is voor organisaties. Wij kunnen u daarom niet zelf helpen. Uw gemeente kan dat "
                    "wel. Bel uw gemeente en vraag naar hulp bij geldzorgen. U hoeft niet te wachten tot het erger "
                    "wordt."
                ),
            ),
            ("heading", "Een klacht of een goed idee"),
            (
                "paragraph",
                (
                    "Ging er iets niet goed? Vertel het ons. Wij bellen u binnen 5 werkdagen en zoeken samen een "
                    "oplossing. Ook een idee om het portaal rustiger te maken, horen wij graag."
                ),
            ),
            (
                "panel",
                {
                    "title": "Schrijf geen gegevens van inwoners",
                    "text": (
                        "Stel uw vraag zonder namen en zonder herkenbare details. Wij kunnen u dan ook goed helpen."
                    ),
                },
            ),
        ],
    },
    {
        "slug": "vragen-en-antwoorden",
        "parent": "",
        "kind": "content",
        "title": "Vragen en antwoorden",
        "intro": "Hier staan de vragen die wij vaak krijgen. Staat uw vraag er niet bij? Bel ons gerust.",
        "audience": "public",
        "body": [
            ("heading", "Wie kan lid worden?"),
            (
                "paragraph",
                (
                    "Gemeenten, samenwerkingen van gemeenten en maatschappelijke organisaties die inwoners helpen. "
                    "Ook woningcorporaties zijn welkom. Een persoon kan geen lid worden, alleen een organisatie."
                ),
            ),
            ("heading", "Hoelang duurt het voor wij mee kunnen doen?"),
            (
                "paragraph",
                (
                    "De aanvraag kost ongeveer 10 minuten. Daarna bellen wij u. Uiterlijk 2 weken na uw aanvraag "
                    "krijgt u antwoord."
                ),
            ),
            ("heading", "Wat vraagt niveau 1 van ons?"),
            (
                "paragraph",
                (
                    "Reken op een paar uur per maand voor lessen en een leerkring. Daarbij komt de tijd om uw plan "
                    "te schrijven. De meeste organisaties doen daar een half jaar tot een jaar over. U bepaalt zelf "
                    "het tempo."
                ),
            ),
            ("heading", "Moet ons plan meteen goed zijn?"),
            (
                "paragraph",
                (
                    "Nee. Wij lezen uw plan en geven een reactie per onderdeel. Missen wij iets? Dan vult u alleen "
                    "dat onderdeel aan. De rest hoeft u niet meer aan te raken."
                ),
            ),
            ("heading", "Wie leest ons plan?"),
            (
                "paragraph",
                (
                    "Een adviseur leest het, en soms leest een tweede collega mee. Andere leden zien uw plan niet. "
                    "Dat kan alleen als u het zelf met hen deelt. U krijgt binnen 3 weken antwoord."
                ),
            ),
            ("heading", "Kunnen collega’s meeschrijven?"),
            (
                "paragraph",
                (
                    "Ja, graag zelfs. De beheerder van uw organisatie nodigt collega’s uit. Zij krijgen een e-mail "
                    "en loggen in met een code. Een wachtwoord is niet nodig."
                ),
            ),
            ("heading", "Wat gebeurt er met onze antwoorden in de vragenlijst?"),
            (
                "paragraph",
                (
                    "Leden zien alleen uitkomsten van groepen, nooit het antwoord van één organisatie. Is een groep "
                    "te klein, dan tonen wij geen cijfers. Medewerkers van het netwerk met dat recht kunnen "
                    "antwoorden wel inzien."
                ),
            ),
            ("heading", "Hoe stoppen wij met het lidmaatschap?"),
            (
                "paragraph",
                (
                    "Bel of mail ons. Wij spreken samen een einddatum af. Uw collega’s kunnen vanaf die dag niet "
                    "meer bij de pagina’s voor leden. Later terugkomen mag altijd."
                ),
            ),
        ],
    },
    {
        "slug": "privacy",
        "parent": "",
        "kind": "content",
        "title": "Privacy en cookies",
        "intro": "Wij bewaren zo weinig mogelijk van u. Hier leest u wat, waarom en hoelang.",
        "audience": "public",
        "body": [
            (
                "paragraph",
                (
                    "Platform31 is verantwoordelijk voor dit portaal. Vragen over privacy stuurt u naar "
                    "privacy@platform31.example. U kunt ook bellen: 085 000 00 00."
                ),
            ),
            ("heading", "Geen gegevens van inwoners"),
            (
                "paragraph",
                (
                    "Dit portaal gaat over organisaties en hun medewerkers. Gegevens van inwoners horen hier niet. "
                    "Ziet u ze toch? Bel ons, dan halen wij ze meteen weg."
                ),
            ),
            ("heading", "Wat wij van u bewaren"),
            (
                "list",
                [
                    (
                        "Uw naam, uw e-mailadres van het werk, uw functie en uw organisatie. Uw telefoonnummer "
                        "alleen als u het geeft."
                    ),
                    "Plannen, bestanden, reacties en besluiten.",
                    "Aanmeldingen voor bijeenkomsten en antwoorden van uw organisatie op vragenlijsten.",
                    "Berichten die wij u sturen.",
                    "Facturen van uw organisatie.",
                    "Een logboek: wie deed wat, en wanneer.",
                ],
            ),
            ("heading", "Waarom"),
            (
                "paragraph",
                (
                    "Wij gebruiken uw gegevens om het lidmaatschap uit te voeren. Facturen bewaren wij omdat de wet "
                    "dat vraagt. Het logboek is er voor de veiligheid. Wij verkopen niets. Wij maken geen profiel "
                    "van u."
                ),
            ),
            ("heading", "Hoelang"),
            (
                "list",
                [
                    "Naam en e-mailadres: tot 2 jaar na het einde van het lidmaatschap.",
                    "Aanmeldingen voor bijeenkomsten: 2 jaar.",
                    "Wie een bestand onder licentie ophaalde: 2 jaar.",
                    "Wat u doet in leerroutes: zolang u een account hebt. Alleen u ziet het.",
                    "Aanvragen die niet af zijn: 1 jaar.",
                    "Belangstelling zonder lidmaatschap: 2 jaar na ons laatste contact. Niet bevestigd: 14 dagen.",
                    "Inlogcodes: 15 minuten.",
                    "Technische logboeken: 6 maanden.",
                    "Facturen, en de geschiedenis van besluiten: 7 jaar.",
                ],
            ),
            ("heading", "Wie uw gegevens ziet"),
            (
                "paragraph",
                (
                    "Collega’s in uw organisatie en medewerkers van het netwerk zien wat zij nodig hebben. Onze "
                    "pagina’s laden niets van andere bedrijven. Betaalt uw organisatie online? Dan krijgt de "
                    "betaaldienst alleen wat voor die betaling nodig is."
                ),
            ),
            ("heading", "Cookies"),
            (
                "paragraph",
                (
                    "Wij gebruiken twee cookies, en die zijn nodig. ‘sessionid’ onthoudt dat u bent ingelogd. "
                    "‘csrftoken’ beschermt formulieren tegen misbruik. Wij volgen u niet. Daarom vragen wij ook geen "
                    "toestemming."
                ),
            ),
            ("heading", "Uw rechten"),
            (
                "paragraph",
                (
                    "U mag uw gegevens inzien, verbeteren, meenemen en laten verwijderen. Ook mag u bezwaar maken. "
                    "Veel regelt u zelf bij Uw gegevens. Voor de rest mailt u ons. U krijgt binnen een maand "
                    "antwoord. Niet tevreden? Dan kunt u naar de Autoriteit Persoonsgegevens."
                ),
            ),
        ],
    },
    {
        "slug": "toegankelijkheid",
        "parent": "",
        "kind": "content",
        "title": "Toegankelijkheid",
        "intro": (
            "Iedereen moet dit portaal kunnen gebruiken. Hier leest u hoever wij zijn, en wat u kunt doen als iets "
            "niet lukt."
        ),
        "audience": "public",
        "body": [
            ("heading", "Wat wij willen bereiken"),
            (
                "paragraph",
                (
                    "Wij bouwen het portaal volgens WCAG 2.2, niveau AA. Dat zijn de internationale afspraken voor "
                    "toegankelijke websites. Alles moet kunnen met alleen een toetsenbord. Pagina’s voor leden en "
                    "bezoekers moeten ook werken zonder JavaScript. En u moet teksten kunnen vergroten."
                ),
            ),
            ("heading", "Hoe wij testen"),
            (
                "paragraph",
                (
                    "Bij elke wijziging testen wij belangrijke pagina’s automatisch met het programma axe. Dat doen "
                    "wij op twee breedtes: die van een telefoon en die van een computer. Zo’n test vindt niet alles. "
                    "Hij ziet bijvoorbeeld niet of een tekst duidelijk is."
                ),
            ),
            ("heading", "Wat wij nog niet hebben gedaan"),
            (
                "list",
                [
                    "Een onafhankelijke partij heeft het portaal nog niet getest.",
                    "Er is nog geen test met mensen die een schermlezer gebruiken.",
                    "Bestanden die leden zelf toevoegen, zijn misschien niet toegankelijk.",
                    "Het deel voor medewerkers is minder uitgebreid getest dan de rest.",
                ],
            ),
            (
                "paragraph",
                (
                    "Daarom noemen wij nog geen officiële nalevingsstatus. Deze tekst is ook nog geen officiële "
                    "toegankelijkheidsverklaring. Die maken wij na een onafhankelijk onderzoek."
                ),
            ),
            ("heading", "Lukt er iets niet?"),
            (
                "paragraph",
                (
                    "Vertel het ons. Mail naar toegankelijk@platform31.example of bel 085 000 00 00. Schrijf erbij "
                    "op welke pagina het was en wat u wilde doen. U krijgt binnen 5 werkdagen antwoord. Heeft u "
                    "haast? Dan geven wij u de informatie op een andere manier."
                ),
            ),
            ("heading", "Niet tevreden met ons antwoord?"),
            (
                "paragraph",
                (
                    "Laat het ons eerst weten. Komen wij er samen niet uit? Dan kunt u een klacht indienen bij de "
                    "Nationale ombudsman. Dat is gratis."
                ),
            ),
        ],
    },
]
