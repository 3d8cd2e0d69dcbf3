namespace GovPipeline.Storage.Ledger;

/// <summary>States of a file in the ledger.</summary>
public static class FileStates
{
    /// <summary>Begun and perhaps interrupted; taken up again by the sweep.</summary>
    public const string Ingesting = "ingesting";

    /// <summary>Done.</summary>
    public const string Ingested = "ingested";

    /// <summary>Of a blob: to be read again, though its content was taken in before.</summary>
    public const string Again = "again";

    /// <summary>Refused as a whole.</summary>
    public const string Refused = "refused";

    /// <summary>Same content as a file that came before.</summary>
    public const string Duplicate = "duplicate";
}
