namespace GovPipeline.Samples;

/// <summary>Breaks a good row in one of the ways that offices' files are broken.</summary>
internal static class BadRows
{
    private const int Code = 1, Channel = 7, Received = 9, Due = 10, Ended = 11, Status = 13, Unit = 14;

    /// <summary>A copy of the row with something wrong in it; each kind breaks another rule.</summary>
    public static string[] Break(string[] good, int kind)
    {
        var row = (string[])good.Clone();
        switch (kind % 8)
        {
            case 0:
                row[Received] = "31/02/2022";
                break;
            case 1:
                row[Status] = "Đang chờ lãnh đạo";
                break;
            case 2:
                row[Code] = string.Empty;
                break;
            case 3:
                row[Unit] = "Phường 11";
                break;
            case 4:
                row[Channel] = "Fax";
                row[Due] = "chưa rõ";
                break;
            case 5:
                row[Status] = "Đang xử lý";
                row[Ended] = "01/01/2022 08:00:00";
                break;
            case 6:
                row[Received] = row[Received].Replace("/2021", "/2031", StringComparison.Ordinal).Replace("/2022", "/2032", StringComparison.Ordinal);
                break;
            default:
                return row[..^3];
        }

        return row;
    }
}
