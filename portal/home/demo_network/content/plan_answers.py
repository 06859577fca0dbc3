"""Answers in the plans of the demo network, by approach and question, with reactions and reasons for decisions."""

ORGANISATION_APPROACHES: dict[str, str] = {
    "zaanstad": "young_adults",
    "rotterdam": "reintegration",
    "alphen-aan-den-rijn": "debt_counter",
    "deventer": "debt_counter",
    "nijmegen": "parents",
    "tilburg": "reintegration",
    "almelo": "reintegration",
    "stichting-rustpunt": "housing_first",
    "amersfoort": "debt_counter",
    "jong-en-verder": "young_adults",
    "welzijn-rondom": "debt_counter",
    "de-schakel": "young_adults",
    "hoogeveen": "debt_counter",
    "helmond": "parents",
    "opstap-noord": "housing_first",
    "midden-groningen": "parents",
    "lelystad": "young_adults",
    "nieuwegein": "debt_counter",
    "roermond": "reintegration",
    "vier-wegen": "reintegration",
}

ANSWERS: dict[str, dict[str, str]] = {
    "young_adults": {
        "purpose_why": (
            "Jongeren komen bij ons met veel zorgen tegelijk: geld, wonen en ruzie thuis. Zij spreken met vier of "
            "vijf hulpverleners. Na een paar weken haken veel jongeren af. Wij denken dat onze hulp nu zelf stress "
            "geeft."
        ),
        "purpose_change": (
            "Een jongere heeft straks één coach en één plan. In dat plan staat een eigen doel, met kleine stappen. "
            "Wij kijken wie na een half jaar nog in beeld is. Nu is dat ongeveer de helft. Over twee jaar zijn dat 7 "
            "op de 10 jongeren."
        ),
        "audience_who": (
            "Wij beginnen met jongeren van 18 tot en met 26 jaar. Zij hebben schulden en geen werk of opleiding. In "
            "het eerste jaar begeleiden wij 40 jongeren. Wij werven in twee wijken, want daar kennen wij de buurt "
            "goed."
        ),
        "audience_reach": (
            "De coach zoekt jongeren op: op straat, in het buurthuis of thuis. Het eerste gesprek kost geen "
            "formulier. Daarna stuurt de coach een appje om de afspraak te herinneren. Drie jongeren lezen mee met "
            "al onze teksten."
        ),
        "governance_decision": (
            "Het bestuur besluit op de tweede dinsdag van maart. De directeur brengt het voorstel in. Tot dat moment "
            "werken wij met twee coaches, binnen het geld van dit jaar."
        ),
        "governance_support": (
            "De directeur loopt elk kwartaal een halve dag mee met een coach. Het management schrapt de regel dat "
            "een jongere na twee gemiste afspraken stopt. Coaches mogen tot € 150 zelf beslissen, bijvoorbeeld voor "
            "een fiets."
        ),
        "embedding_owner": (
            "De teamleider jongeren is verantwoordelijk. Twee trajectbegeleiders worden werkbegeleider. Zij krijgen "
            "ieder 4 uur per week om collega’s te helpen. Gaat een van hen weg? Dan leidt de ander een nieuwe "
            "collega op."
        ),
        "embedding_rhythm": (
            "Elke eerste dinsdag bespreken wij in het teamoverleg één gesprek. Wij kijken samen: wat gaf rust, en "
            "wat gaf juist stress? De werkbegeleiders kiezen het gesprek. Wij noemen nooit een naam."
        ),
        "embedding_year_plan": (
            "De aanpak staat in het jaarplan van ons team, bij ‘zo werken wij’. Het staat ook in het "
            "inwerkprogramma. Elke nieuwe collega loopt een dag mee met een werkbegeleider."
        ),
        "training_who": (
            "In april volgen 6 trajectbegeleiders en de teamleider de basistraining. In september volgen 4 collega’s "
            "van het jongerenpunt. De baliemedewerkers doen mee met de ochtend over stress."
        ),
        "training_practice": (
            "Een gesprek begint straks met de vraag: wat wilt u zelf? De coach legt de brug op tafel en de jongere "
            "wijst aan waar het knelt. Samen kiezen zij één doel voor de komende weken. De coach doet voor hoe je "
            "een doel in stappen verdeelt."
        ),
        "training_staffing": (
            "Een coach begeleidt straks 18 jongeren. Nu zijn dat er 30. Bij ziekte neemt een vaste collega het over, "
            "die de jongere al kent. Wij betalen dit door minder losse trajecten in te kopen."
        ),
        "planning_steps": (
            "Januari: wij kiezen de twee wijken. April: de eerste training. Mei: de eerste 10 jongeren beginnen. "
            "September: wij kijken terug en leiden 4 collega’s op. December: 40 jongeren doen mee."
        ),
        "planning_money": (
            "De training en het materiaal kosten € 14.000. De uren van de werkbegeleiders kosten € 26.000 per jaar. "
            "Het geld komt uit het budget voor jongeren. Het eerste jaar legt het innovatiefonds € 10.000 bij."
        ),
        "planning_setbacks": (
            "Komen er te weinig jongeren? Dan vragen wij het buurthuis om mee te gaan op pad. Raakt een coach "
            "overbelast, dan stoppen wij een maand met nieuwe jongeren. Wij maken liever een kleine groep goed."
        ),
        "measuring_signs": (
            "Wij tellen hoeveel jongeren na een half jaar nog in beeld zijn. Ook tellen wij hoeveel eigen doelen "
            "zijn gehaald. En wij vragen elke drie maanden: hoeveel rust heeft u in uw hoofd? Een jongere wijst dat "
            "aan op een tekening."
        ),
        "measuring_sharing": (
            "Elk half jaar bespreken wij de cijfers met het team en drie jongeren. Daarna veranderen wij één ding. "
            "In de leerkring vertellen wij ook wat niet lukte. Na een jaar schrijven wij een praktijkverhaal zonder "
            "namen."
        ),
    },
    "parents": {
        "purpose_why": (
            "Ouders met geldzorgen krijgen bij ons hulp van veel verschillende loketten. Elk loket vraagt opnieuw om "
            "hetzelfde verhaal. Onze gezinscoaches zien dat ouders moe worden van de hulp. De kinderen merken dat "
            "ook."
        ),
        "purpose_change": (
            "Ouders vertellen hun verhaal straks één keer. Zij kiezen zelf aan welk doel zij eerst werken. Over twee "
            "jaar heeft 8 op de 10 deelnemende gezinnen één plan. Dat plan gaat over geld, wonen, gezondheid en de "
            "kinderen samen."
        ),
        "audience_who": (
            "Wij beginnen met ouders van kinderen tot 12 jaar die in de bijstand zitten. In het eerste jaar doen 30 "
            "gezinnen mee. Wij kiezen twee basisscholen waar het schoolmaatschappelijk werk al sterk is."
        ),
        "audience_reach": (
            "Ouders horen van ons op school, bij het consultatiebureau en in de buurtkamer. Aanmelden kan met één "
            "kort gesprek. De uitnodiging is een kaart met drie zinnen en een foto van de coach. De coach belt de "
            "dag voor de afspraak."
        ),
        "governance_decision": (
            "Het college heeft in september ja gezegd tegen het plan. Het besluit staat als bestand bij dit "
            "onderdeel. De gemeenteraad krijgt in november een brief met uitleg."
        ),
        "governance_support": (
            "De wethouder praat elk half jaar met ouders en coaches aan één tafel. De manager zorgt dat coaches "
            "minder hoeven vast te leggen. Wij hebben afgesproken dat een huisbezoek geen verslag van vier "
            "bladzijden meer vraagt."
        ),
        "embedding_owner": (
            "De teamleider gezinnen is verantwoordelijk en heeft hier 6 uur per week voor. Een ervaren gezinscoach "
            "wordt werkbegeleider, voor 8 uur per week. Er is een vaste vervanger."
        ),
        "embedding_rhythm": (
            "Elke maand houden wij een oefenmiddag van anderhalf uur. Twee coaches spelen een gesprek na en de rest "
            "kijkt mee. Wij eindigen met één afspraak voor de volgende maand."
        ),
        "embedding_year_plan": (
            "De aanpak staat in het jaarplan van de afdeling Jeugd en Gezin. De uren staan er ook in. In de "
            "functiegesprekken vragen leidinggevenden hoe het gaat met coachen."
        ),
        "training_who": (
            "In februari volgen 8 gezinscoaches en 2 leidinggevenden de training. In mei volgen 5 maatschappelijk "
            "werkers van de scholen. De consulenten inkomen krijgen een halve dag over stress en brieven."
        ),
        "training_practice": (
            "De coach begint bij wat de ouder belangrijk vindt, ook als dat iets kleins is. De ouder zet zelf de "
            "eerste stap op papier. Lukt een stap niet, dan zoekt de coach samen naar een kleinere stap. Elk gehaald "
            "doel vieren zij, hoe klein ook."
        ),
        "training_staffing": (
            "Een coach begeleidt 14 gezinnen en ziet elk gezin elke twee weken. Twee coaches vormen een paar en "
            "kennen elkaars gezinnen. Bij ziekte gaat het contact dus gewoon door."
        ),
        "planning_steps": (
            "Februari: training. Maart: de brieven van twee loketten worden herschreven. April: de eerste 10 "
            "gezinnen. Oktober: wij kijken terug met ouders. November: nog 20 gezinnen."
        ),
        "planning_money": (
            "Wij rekenen op € 18.000 voor training en € 41.000 voor uren. De helft komt uit het armoedebudget. De "
            "andere helft komt uit het budget voor jeugdhulp. Het college heeft dit voor twee jaar toegezegd."
        ),
        "planning_setbacks": (
            "Misschien willen de loketten hun formulieren nog niet aanpassen. Dan beginnen wij met één formulier en "
            "laten wij zien wat het oplevert. Vertrekt een coach, dan nemen de andere coaches geen nieuwe gezinnen "
            "aan."
        ),
        "measuring_signs": (
            "Wij tellen gemiste afspraken, want die gegevens hebben wij al. Elk half jaar zetten ouders zelf een "
            "stip op de brug. De scholen vertellen ons of kinderen vaker op tijd zijn. Dat gaat over de hele groep, "
            "zonder namen."
        ),
        "measuring_sharing": (
            "Ouders en coaches bespreken de uitkomsten samen, met koffie en zonder dia’s. Wij brengen elk jaar één "
            "vraag mee naar de leerkring. Onze herschreven brieven delen wij met alle leden."
        ),
    },
    "debt_counter": {
        "purpose_why": (
            "Bij de balie voor schuldhulp vragen wij om 32 papieren voordat iemand hulp krijgt. De helft van de "
            "mensen komt na het eerste gesprek niet terug. Wij willen weten hoe dat anders kan. De balie is de plek "
            "waar rust of stress begint."
        ),
        "purpose_change": (
            "Na het eerste gesprek weet een inwoner welke ene stap nu komt. Papieren zoeken wij samen uit, met een "
            "map en een rustige tafel. Over twee jaar komt 7 op de 10 mensen terug na het eerste gesprek."
        ),
        "audience_who": (
            "Wij beginnen met inwoners die zich voor het eerst melden met schulden. In het eerste jaar zijn dat "
            "ongeveer 150 mensen. Mensen met een eigen bedrijf doen nog niet mee. Voor hen zijn andere regels nodig."
        ),
        "audience_reach": (
            "Bellen, appen, mailen en langskomen kan allemaal. De wachtkamer krijgt planten, rustig licht en een "
            "vaste gastvrouw of gastheer. Wij sturen een bericht op de dag voor de afspraak. Een panel van 5 "
            "inwoners leest onze brieven mee."
        ),
        "governance_decision": (
            "Het bestuur besluit op 17 maart over het plan. Tot dat besluit proberen wij de nieuwe aanpak aan één "
            "balie, met twee collega’s. De manager heeft daar al ja op gezegd."
        ),
        "governance_support": (
            "Het bestuur geeft ruimte om pas later om bewijsstukken te vragen. De manager maakt een collega vrij om "
            "alle brieven te herschrijven. Elke twee maanden bespreken wij samen wat er in de weg zit."
        ),
        "embedding_owner": (
            "De manager schuldhulp is verantwoordelijk. Eén ervaren consulent wordt werkbegeleider en krijgt 8 uur "
            "per week. Haar andere werk gaat naar een collega die wij daarvoor aannemen."
        ),
        "embedding_rhythm": (
            "Elke tweede donderdag begint het overleg met een brief of een gesprek. Wij vragen: wat zou u doen als u "
            "slecht had geslapen? Wij schrijven één verbetering op en proberen die twee weken."
        ),
        "embedding_year_plan": (
            "De aanpak komt in het jaarplan van volgend jaar, in de paragraaf over dienstverlening. Tot die tijd "
            "staat zij in het werkplan van het team. De werkbegeleider houdt bij of wij doen wat er staat."
        ),
        "training_who": (
            "In mei volgen 10 consulenten, 4 baliemedewerkers en 2 leidinggevenden de training. In oktober is er een "
            "tweede groep van 8. De collega’s van de telefoon krijgen een eigen ochtend."
        ),
        "training_practice": (
            "Een consulent zegt eerst wat goed is: fijn dat u er bent. Daarna gaat het over de zorg die het meeste "
            "drukt. Wij geven één opdracht mee in plaats van een lijst. Die opdracht staat op een kaart met de datum "
            "erbij."
        ),
        "training_staffing": (
            "Een consulent heeft straks 45 lopende dossiers, nu zijn het er 60. Een eerste gesprek duurt een uur in "
            "plaats van een half uur. De extra tijd winnen wij terug, omdat mensen minder vaak opnieuw beginnen."
        ),
        "planning_steps": (
            "Maart: besluit. April: de wachtkamer en drie brieven. Mei: training. Juni: alle eerste gesprekken op de "
            "nieuwe manier. November: tweede groep en terugkijken."
        ),
        "planning_money": (
            "De training kost € 16.000 en de wachtkamer € 5.000. De uren van de werkbegeleider kosten € 22.000 per "
            "jaar. Alles samen is € 43.000 in het eerste jaar. Het geld staat in de begroting voor schuldhulp."
        ),
        "planning_setbacks": (
            "In januari is het altijd druk. Daarom beginnen wij dan niets nieuws. Lopen de wachttijden op? Dan "
            "houden wij het lange gesprek. Het papierwerk schuift door."
        ),
        "measuring_signs": (
            "Wij tellen wie na het eerste gesprek terugkomt. Ook tellen wij hoe vaak iemand opnieuw moet beginnen. "
            "Bij de deur hangt een bord met drie gekleurde rondjes: hoe rustig was dit gesprek?"
        ),
        "measuring_sharing": (
            "Elke drie maanden bespreekt het team de cijfers, ook als ze tegenvallen. Wij delen onze kaart met één "
            "opdracht in de kennisbank. In de leerkring zoeken wij een ander lid om bij elkaar te kijken."
        ),
    },
    "housing_first": {
        "purpose_why": (
            "Wij helpen mensen die lang geen thuis hadden. Een huis geeft rust, maar daarna komt er opeens veel op "
            "hen af. Denk aan post, buren, zorg en geld. Na een jaar gaat het bij sommige mensen daardoor toch weer "
            "mis."
        ),
        "purpose_change": (
            "Een bewoner werkt eerst aan wonen en daarna pas aan de rest. De bewoner kiest de volgorde zelf. Wij "
            "kijken wie na een jaar nog in het eigen huis woont. Over twee jaar zijn dat 9 op de 10 deelnemers."
        ),
        "audience_who": (
            "Wij beginnen met mensen die net een eigen woning kregen na een tijd zonder thuis. In het eerste jaar "
            "zijn dat 25 mensen. Veel van hen lezen niet graag. Daarom werken wij vanaf het begin met de brug in "
            "tekeningen."
        ),
        "audience_reach": (
            "De woonbegeleider komt thuis, op een moment dat de bewoner kiest. Het gesprek gaat aan de keukentafel "
            "of tijdens een wandeling. Wij schrijven bijna niets op papier. Afspraken staan als plaatje op een "
            "kalender aan de muur."
        ),
        "governance_decision": (
            "De directeur heeft het besluit genomen. De raad van toezicht heeft het in oktober besproken en steunt "
            "het. Het verslag staat bij dit onderdeel. De gemeente betaalt mee en heeft schriftelijk ja gezegd."
        ),
        "governance_support": (
            "De directeur spreekt met de gemeente en de woningcorporatie over regels die stress geven. Als eerste "
            "kijken wij naar de brieven over huurachterstand. Het management geeft elk team twee uur per week om te "
            "leren."
        ),
        "embedding_owner": (
            "De manager wonen is verantwoordelijk. Elk van de drie teams heeft één werkbegeleider, voor 4 uur per "
            "week. Samen vormen zij een groep die elke maand overlegt."
        ),
        "embedding_rhythm": (
            "Op elke derde maandag van de maand eten de teams samen. Na het eten vertelt één collega wat goed ging "
            "en wat niet. Wij zoeken samen naar de kleinste volgende stap."
        ),
        "embedding_year_plan": (
            "De aanpak staat in ons meerjarenplan, bij de belofte aan bewoners. Zij staat ook in het contract met de "
            "gemeente. Zo blijft zij bestaan als er een andere manager komt."
        ),
        "training_who": (
            "In maart volgen 12 woonbegeleiders en 3 teamleiders de training. In juni doen 4 ervaringsdeskundigen "
            "mee. Twee huismeesters van de woningcorporatie schuiven aan bij de eerste dag."
        ),
        "training_practice": (
            "De begeleider vraagt niet wat er mis is, maar wat er morgen moet lukken. Bewoner en begeleider kiezen "
            "één plaatje op de brug. Zij spreken één kleine beloning af die bij het doel past. De begeleider vertelt "
            "ook zelf hoe hij of zij plannen maakt."
        ),
        "training_staffing": (
            "Een begeleider heeft 9 bewoners. In de eerste acht weken is er twee keer per week contact. Elke bewoner "
            "kent een tweede gezicht. Bij ziekte of vakantie komt die collega."
        ),
        "planning_steps": (
            "Februari: de tekeningen kiezen met bewoners. Maart: training. April: het eerste team begint. Juli: het "
            "tweede team. Oktober: het derde team. December: terugkijken met bewoners en de gemeente."
        ),
        "planning_money": (
            "De training kost € 15.000. De uren van de werkbegeleiders kosten € 30.000 per jaar. De gemeente betaalt "
            "twee derde en wij betalen een derde. De beloningen kosten ongeveer € 60 per bewoner."
        ),
        "planning_setbacks": (
            "Soms zijn er een tijd geen woningen vrij. Dan oefenen wij met bewoners die al langer in huis zijn. Wil "
            "een bewoner niet met de brug werken, dan hoeft dat niet. Wij blijven gewoon langskomen."
        ),
        "measuring_signs": (
            "Wij tellen wie na een jaar nog in het eigen huis woont. Ook tellen wij hoeveel zelfgekozen doelen zijn "
            "gehaald. Elk half jaar vragen wij of de bewoner zich thuis voelt. Het antwoord is een van drie plaatjes."
        ),
        "measuring_sharing": (
            "De groep van werkbegeleiders bespreekt de cijfers met twee bewoners erbij. Onze tekeningen delen wij "
            "met de leden van niveau 2. Wij nodigen elk jaar een ander lid uit om een dag mee te lopen."
        ),
    },
    "reintegration": {
        "purpose_why": (
            "Mensen die lang zonder werk zijn, krijgen van ons vooral verplichtingen te horen. Vaak speelt er veel "
            "meer dan werk. Denk aan schulden, slechte nachten of zorg voor een familielid. Zolang dat zo is, lukt "
            "werken niet."
        ),
        "purpose_change": (
            "Wij kijken straks naar het hele leven en niet alleen naar het cv. Een deelnemer werkt eerst aan wat in "
            "de weg zit. Over twee jaar zegt 7 op de 10 deelnemers: mijn werkcoach helpt mij met mijn eigen doel."
        ),
        "audience_who": (
            "Wij beginnen met mensen die langer dan drie jaar een uitkering hebben. In het eerste jaar doen 60 "
            "mensen mee. Meedoen is een keuze. Wie niet wil, houdt de hulp die er al was."
        ),
        "audience_reach": (
            "De werkcoach belt eerst zelf, op een vast moment in de week. Daarna komt een kaart met de tijd, de plek "
            "en een foto van het gebouw. Het gesprek mag ook buiten zijn. In de uitnodiging staat niets over straf "
            "of korten."
        ),
        "governance_decision": (
            "Het bestuur heeft in juni ingestemd met een proef van twee jaar. Daarna besluit het bestuur opnieuw, "
            "met onze cijfers erbij. Het besluit staat als bestand bij dit onderdeel."
        ),
        "governance_support": (
            "Het bestuur geeft deelnemers een jaar zonder sollicitatieplicht. De manager legt aan de andere teams "
            "uit waarom dat goed is. Elk kwartaal staat de proef op de agenda van het managementoverleg."
        ),
        "embedding_owner": (
            "De teammanager werk is verantwoordelijk. Twee werkcoaches zijn werkbegeleider, voor 6 uur per week. "
            "Deze uren staan in het rooster, zodat ze niet verdwijnen als het druk is."
        ),
        "embedding_rhythm": (
            "Elke maand kijken twee coaches bij elkaar mee in een gesprek. De deelnemer vindt dat vooraf goed. In "
            "het teamoverleg vertellen zij één ding dat zij van elkaar leerden."
        ),
        "embedding_year_plan": (
            "De proef staat in het jaarplan, met uren en geld. Wij hebben de handleiding voor nieuwe werkcoaches "
            "herschreven. De eerste bladzijde gaat nu over stress en denken."
        ),
        "training_who": (
            "In januari volgen 9 werkcoaches en de teammanager de training. In april volgen 6 consulenten inkomen. "
            "De collega’s van de administratie doen mee met de ochtend over brieven."
        ),
        "training_practice": (
            "Het gesprek begint niet meer met de vraag naar sollicitaties. De coach en de deelnemer leggen de brug "
            "neer en kiezen één pijler. Een doel krijgt drie kleine stappen en een datum. Is een doel gehaald, dan "
            "volgt een positieve prikkel die de deelnemer zelf koos."
        ),
        "training_staffing": (
            "Een werkcoach in de proef heeft 35 deelnemers, buiten de proef zijn dat er 90. Er is elke drie weken "
            "een gesprek. Twee coaches nemen voor elkaar waar."
        ),
        "planning_steps": (
            "Januari: training. Februari: de brieven en de wachtruimte. Maart: de eerste 20 deelnemers. Juni: nog "
            "20. Oktober: nog 20 en een middag om terug te kijken."
        ),
        "planning_money": (
            "De training kost € 13.000. De proef vraagt twee extra werkcoaches, samen € 140.000 per jaar. Het "
            "bestuur betaalt dit uit het budget voor re-integratie. Voor positieve prikkels is € 6.000 gereserveerd."
        ),
        "planning_setbacks": (
            "Een coach kan vastlopen, omdat mensen veel tegelijk vertellen. Daarom heeft elke coach een vaste "
            "collega om mee te praten. Worden regels strenger, dan vragen wij het bestuur om de proef te beschermen."
        ),
        "measuring_signs": (
            "Wij kijken hoeveel deelnemers na een jaar een eigen doel hebben gehaald. Dat mag ook een opleiding "
            "zijn, of rust in geldzaken. Wij vergelijken het aantal ziekmeldingen bij afspraken met vorig jaar."
        ),
        "measuring_sharing": (
            "Na een half jaar bespreken wij de cijfers met deelnemers en coaches. Wij passen dan één onderdeel aan. "
            "In de leerkring leggen wij de vraag voor die wij zelf niet kunnen oplossen."
        ),
    },
}

EARLIER: dict[str, dict[str, str]] = {
    "young_adults": {
        "audience_reach": (
            "Jongeren kunnen zich aanmelden met het formulier op onze website. Daarna krijgen zij een brief met een "
            "afspraak. Wij geven ook folders aan scholen."
        ),
        "embedding_owner": (
            "De teamleider jongeren is verantwoordelijk. Een trajectbegeleider helpt collega’s als er tijd voor is."
        ),
        "training_staffing": (
            "Een coach begeleidt ongeveer 30 jongeren, net als nu. Bij ziekte kijken wij wie er tijd heeft."
        ),
        "measuring_signs": (
            "Wij vullen na elk gesprek een vragenlijst van 40 vragen in. Zo weten wij precies hoe het met de jongere "
            "gaat. De uitkomsten komen in een rapport."
        ),
    },
    "debt_counter": {
        "governance_decision": "Het bestuur besluit in de loop van het jaar. Wij gaan ervan uit dat het goed komt.",
        "embedding_owner": (
            "De manager schuldhulp is verantwoordelijk. Alle consulenten letten samen op de nieuwe werkwijze."
        ),
        "embedding_year_plan": "Dat weten wij nog niet. Het jaarplan van dit jaar was al klaar.",
        "planning_money": "De training kost € 16.000. De uren van collega’s vangen wij op binnen het team.",
    },
}

REACTIONS: dict[str, dict[str, str]] = {
    "young_adults": {
        "audience": (
            "Fijn dat u met een kleine groep in twee wijken begint. Een formulier en een brief zijn voor veel "
            "jongeren nog een drempel. Schrijf erbij hoe een jongere zonder formulier kan beginnen. Vraag dat gerust "
            "aan de jongeren zelf."
        ),
        "embedding": (
            "Goed dat de teamleider verantwoordelijk is. ‘Als er tijd voor is’ is nog te weinig, want tijd is er "
            "nooit vanzelf. Schrijf erbij welke collega hier uren voor krijgt, en hoeveel."
        ),
        "training": (
            "De training is goed gepland. Wij maken ons zorgen over 30 jongeren per coach. Schrijf erbij hoe u het "
            "aantal kleiner maakt. Of begin met minder jongeren, dat mag ook."
        ),
        "measuring": (
            "Mooi dat u wilt weten hoe het met jongeren gaat. Een lijst van 40 vragen kan zelf stress geven. Kies er "
            "twee of drie dingen uit die u toch al weet. Dan houdt u tijd over voor het gesprek."
        ),
    },
    "debt_counter": {
        "governance": (
            "Fijn dat uw manager nu al meewerkt. Bij het besluit missen wij nog een datum. Schrijf erbij wanneer het "
            "bestuur besluit, en wat u tot die tijd doet."
        ),
        "embedding": (
            "Het vaste moment op donderdag is een sterk begin. Als iedereen erop let, let straks misschien niemand "
            "erop. Schrijf erbij wie uren krijgt om collega’s te helpen. En schrijf wat u doet tot de aanpak in het "
            "jaarplan staat."
        ),
        "planning": (
            "De stappen zijn klein en duidelijk. De uren van collega’s kosten ook geld, ook als u ze zelf betaalt. "
            "Reken ze mee en schrijf erbij waar het geld vandaan komt. Een schatting is genoeg."
        ),
    },
}

DECISION_REASONS: dict[str, dict[str, str]] = {
    "young_adults": {
        "approve": (
            "Uw plan begint klein en blijft dicht bij jongeren. De uren voor de werkbegeleiders staan vast. Ook is "
            "duidelijk hoe een jongere zonder formulier kan beginnen. Wij vertrouwen erop dat u hiermee aan de slag "
            "kunt."
        ),
        "return": (
            "Het doel en de planning zijn goed. Bij vier onderdelen missen wij nog iets, vooral bij borging en "
            "training. Vul die onderdelen aan. De rest hoeft u niet meer aan te raken."
        ),
    },
    "parents": {
        "approve": (
            "Ouders houden de leiding en de coaches krijgen tijd om te leren. Het college heeft al besloten en het "
            "geld staat er voor twee jaar. Wij zijn benieuwd naar uw herschreven brieven."
        ),
        "return": (
            "U heeft een warm plan met een duidelijk doel. Bij de planning zien wij nog niet wie de uren betaalt. "
            "Vul dat onderdeel aan. Uw adviseur denkt graag mee."
        ),
    },
    "debt_counter": {
        "approve": (
            "U kiest een plek waar veel inwoners voor het eerst komen. Het besluit heeft een datum en tot die tijd "
            "gaat u al klein van start. Met de extra uren voor de werkbegeleider is ook de borging op orde."
        ),
        "return": (
            "U heeft goed gekeken naar wat aan de balie stress geeft. Bij bestuur, borging en geld missen wij nog "
            "een paar dingen. Vul deze drie onderdelen aan. Wij lezen daarna alleen wat u heeft veranderd."
        ),
    },
    "housing_first": {
        "approve": (
            "Bewoners kiezen zelf de volgorde, en dat past goed bij de aanpak. De tekeningen maken het plan "
            "bruikbaar voor mensen die niet graag lezen. Ook de afspraken met de gemeente staan vast."
        ),
        "return": (
            "Het plan is dichtbij en menselijk. Wij zien nog niet hoe begeleiders tijd krijgen voor twee contacten "
            "per week. Schrijf dat erbij in onderdeel 5. De andere onderdelen zijn goed."
        ),
    },
    "reintegration": {
        "approve": (
            "U durft regels los te laten en het bestuur staat daarachter. Het aantal deelnemers per coach is "
            "haalbaar. U meet weinig en het past bij wat deelnemers zelf belangrijk vinden."
        ),
        "return": (
            "De keuze om vrijwillig te beginnen is sterk. Bij het onderdeel Voor wie missen wij hoe deelnemers "
            "meedenken. Schrijf daar een paar zinnen bij. Dat kost u ongeveer 15 minuten."
        ),
    },
}

ADMISSION_REASONS: list[str] = [
    "U helpt zelf inwoners met geldzorgen en u wilt dat rustiger doen. Dat past bij het netwerk. Welkom in niveau 1.",
    (
        "In het gesprek was duidelijk dat collega’s en leiding samen willen leren. U kunt meteen meedoen met een "
        "leerkring. Wij kijken ernaar uit."
    ),
    (
        "Uw vraag sluit aan bij wat andere leden bezighoudt. U heeft een contactpersoon met tijd voor het netwerk. "
        "Daarom bent u vanaf nu lid."
    ),
    "U begint klein en u wilt eerst kijken hoe anderen het doen. Daar is niveau 1 voor bedoeld. Van harte welkom.",
    "U werkt al samen met een lid in uw streek. Samen leren maakt dat sterker. Wij nemen u graag op in het netwerk.",
]
