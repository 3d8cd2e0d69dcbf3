using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Sources.Definitions;

namespace GovPipeline.Sources.Reading;

/// <summary>All that reading an export needs to know.</summary>
public sealed record ExportContext
{
    /// <summary>The source it belongs to.</summary>
    public required SourceDefinition Source { get; init; }

    /// <summary>Name of the file, for messages.</summary>
    public required string FileName { get; init; }

    /// <summary>The local day up to which the export tells.</summary>
    public required DateOnly ExportDate { get; init; }

    /// <summary>The units.</summary>
    public required UnitDirectory Units { get; init; }

    /// <summary>Mergers and splits of units; null where none ever changed.</summary>
    public Successions? Successions { get; init; }

    /// <summary>Headings and wordings.</summary>
    public required ReadingVocabulary Vocabulary { get; init; }

    /// <summary>Closed lists of names that may be published, by id.</summary>
    public required IReadOnlyDictionary<string, NameList> Lists { get; init; }

    /// <summary>How single cells are read, from a first reading of all of them. The default value is the usual way.</summary>
    public CellRules Rules { get; init; } = CellRules.Usual;

    /// <summary>Whether a person has looked at the file and wants it taken in, whatever speaks against it as a whole.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Which identifiers of organisations are the same.</summary>
    public OrganisationCodes Organisations { get; init; } = OrganisationCodes.None;

    /// <summary>Working days, for time limits.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Makes keyed hashes of who filed a dossier; null when the column is left unread.</summary>
    public IdentityHasher? Identities { get; init; }
}
