namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>authenticitytests</c>: what each test of authenticity (A01 to A14) says of a unit or roll-up in a period; none of a unit of which
/// nothing is known. A test that could not be made has a row only of the area as a whole.
/// </summary>
public sealed record AuthenticityTestRow : IPublishedRow
{
    /// <summary>Period id.</summary>
    [Vietnamese("Mã kỳ")]
    public required string Period { get; init; }

    /// <summary>Unit or roll-up id.</summary>
    [Vietnamese("Mã đơn vị; area:… là địa bàn, tier:… là cấp")]
    public required string UnitId { get; init; }

    /// <summary>Its name in the period.</summary>
    [Vietnamese("Tên đơn vị trong kỳ")]
    public required string UnitName { get; init; }

    /// <summary>Tier: <c>Province</c>, <c>District</c>, <c>Commune</c>; empty for an area.</summary>
    [Vietnamese("Cấp: Province tỉnh, District huyện, Commune xã; trống với địa bàn")]
    public required string UnitTier { get; init; }

    /// <summary>Whether it adds units up; never add such a row to others.</summary>
    [Vietnamese("Là dòng cộng nhiều đơn vị; không cộng với dòng khác")]
    public required bool IsRollup { get; init; }

    /// <summary>Id of the test, <c>A02</c>.</summary>
    [Vietnamese("Mã phép kiểm tra, A01 đến A14")]
    public required string Test { get; init; }

    /// <summary>What is looked for, in Vietnamese.</summary>
    [Vietnamese("Dấu hiệu được tìm")]
    public required string TestName { get; init; }

    /// <summary>Online dossiers that the test says anything of.</summary>
    [Vietnamese("Số hồ sơ kiểm tra được")]
    public required long Known { get; init; }

    /// <summary>Of these, those that show the sign.</summary>
    [Vietnamese("Số hồ sơ có dấu hiệu")]
    public required long Found { get; init; }

    /// <summary><see cref="Found"/> by <see cref="Known"/>, a fraction; 0 where <see cref="HasShare"/> is false.</summary>
    [Vietnamese("Tỷ lệ có dấu hiệu")]
    public required double Share { get; init; }

    /// <summary>Whether there is a share.</summary>
    [Vietnamese("Có tỷ lệ")]
    public required bool HasShare { get; init; }

    /// <summary>The same share of the other units of its tier together; of crowded last days, an even share. 0 where <see cref="HasPeers"/> is false.</summary>
    [Vietnamese("Tỷ lệ của các đơn vị cùng cấp khác; với A10 là phần chia đều")]
    public required double PeerShare { get; init; }

    /// <summary>Whether there is a share to compare with.</summary>
    [Vietnamese("Có đơn vị cùng cấp để so")]
    public required bool HasPeers { get; init; }

    /// <summary><c>Noted</c>, <c>Clear</c>, <c>TooFew</c>, or <c>NotTested</c>, which is not the same as clear.</summary>
    [Vietnamese("Noted có dấu hiệu, Clear không có, TooFew quá ít hồ sơ, NotTested chưa kiểm tra được")]
    public required string State { get; init; }

    /// <summary>What the data must tell for the test, in Vietnamese, where they do not; else empty.</summary>
    [Vietnamese("Cần dữ liệu gì, khi chưa kiểm tra được")]
    public required string Needs { get; init; }

    /// <summary>What the unit says of it; empty while it has said nothing.</summary>
    [Vietnamese("Giải trình của đơn vị")]
    public required string Explanation { get; init; }

    /// <summary>The post that says it; empty for nobody.</summary>
    [Vietnamese("Chức vụ giải trình")]
    public required string ExplainedBy { get; init; }

    string IPublishedRow.TableName => "authenticitytests";

    string IPublishedRow.PartitionKey => Period;

    string IPublishedRow.RowKey => $"{UnitId}|{Test}";
}
