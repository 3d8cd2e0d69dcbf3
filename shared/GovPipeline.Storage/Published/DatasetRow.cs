namespace GovPipeline.Storage.Published;

/// <summary>
/// Table <c>datasets</c>: what is published of a period (partition <c>all</c>), written after everything else — a period without
/// a row here is not published — and what each night expected and got (partition <c>nights</c>, its day in the place of the period).
/// </summary>
public sealed record DatasetRow : IPublishedRow
{
    /// <summary><c>all</c> for periods, <c>nights</c> for nights.</summary>
    [Vietnamese("all với kỳ, nights với đêm")]
    public required string Partition { get; init; }

    /// <summary>Period id; of a night, its day.</summary>
    [Vietnamese("Mã kỳ; với đêm là ngày của đêm")]
    public required string Period { get; init; }

    /// <summary>Vietnamese name of the period, <c>6 tháng đầu năm 2022</c>; of a night, its day.</summary>
    [Vietnamese("Tên kỳ; với đêm là ngày của đêm")]
    public required string PeriodName { get; init; }

    /// <summary>Calendar: <c>Nd09</c> (15th to 14th) or <c>Cal</c>; empty for a night.</summary>
    [Vietnamese("Lịch báo cáo: Nd09 (ngày 15 đến ngày 14), Cal (tháng dương lịch); trống với đêm")]
    public required string Calendar { get; init; }

    /// <summary>Kind: <c>Month</c>, <c>Quarter</c>, <c>HalfYear</c>, <c>NineMonths</c>, <c>Year</c>; <c>Night</c> for a night.</summary>
    [Vietnamese("Loại kỳ: Month tháng, Quarter quý, HalfYear 6 tháng, NineMonths 9 tháng, Year năm, Night đêm")]
    public required string Kind { get; init; }

    /// <summary>First local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày đầu kỳ")]
    public required string PeriodStart { get; init; }

    /// <summary>Last local day, <c>yyyy-MM-dd</c>.</summary>
    [Vietnamese("Ngày cuối kỳ")]
    public required string PeriodEnd { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    [Vietnamese("Ngày cuối cùng mà số liệu phản ánh")]
    public required string AsOf { get; init; }

    /// <summary>Fingerprint of all figures of the period.</summary>
    [Vietnamese("Dấu vân mọi số liệu của kỳ")]
    public required string Version { get; init; }

    /// <summary>Rows in the table of the period.</summary>
    [Vietnamese("Số dòng của kỳ trong bảng của loại kỳ")]
    public required long Rows { get; init; }

    /// <summary>Rows in <c>indicators</c>.</summary>
    [Vietnamese("Số dòng của kỳ trong bảng indicators")]
    public required long IndicatorRows { get; init; }

    /// <summary>
    /// Whether every source told of every day up to <see cref="AsOf"/> or the end, and the period has ended; of a night,
    /// whether all that was asked for is in.
    /// </summary>
    [Vietnamese("Số liệu đã đủ; với đêm: mọi tệp chờ đã vào")]
    public required bool Complete { get; init; }

    /// <summary>What is missing, in Vietnamese; empty when complete.</summary>
    [Vietnamese("Còn thiếu gì; trống khi đủ")]
    public required string Missing { get; init; }

    /// <summary>
    /// Identities of form II.06a that do not hold, also between periods and in roll-ups, and rates outside their bounds, each
    /// in a sentence; empty when all hold.
    /// </summary>
    [Vietnamese("Đẳng thức của biểu II.06a không khớp, mỗi lỗi một câu; trống khi khớp hết")]
    public required string BrokenIdentities { get; init; }

    /// <summary>
    /// Rows of files that tell of a day of the period (of receipt, of the reading): the days that figures are counted by.
    /// Rejected rows stand on the last day of their file.
    /// </summary>
    [Vietnamese("Số dòng của các tệp nói về các ngày trong kỳ")]
    public required long FileRows { get; init; }

    /// <summary>Of these, rows that became records.</summary>
    [Vietnamese("Số dòng trong đó đã được nhận")]
    public required long AcceptedRows { get; init; }

    /// <summary>Of these, rows in quarantine.</summary>
    [Vietnamese("Số dòng trong đó bị cách ly")]
    public required long RejectedRows { get; init; }

    /// <summary>Files with such rows.</summary>
    [Vietnamese("Số tệp có các dòng đó")]
    public required long Files { get; init; }

    /// <summary>Files refused as a whole whose last day is in the period.</summary>
    [Vietnamese("Số tệp bị từ chối có ngày cuối trong kỳ")]
    public required long RefusedFiles { get; init; }

    /// <summary>Of the rows in quarantine those of exports of dossiers: what could still become dossiers.</summary>
    [Vietnamese("Trong số dòng cách ly: dòng của tệp hồ sơ, còn có thể thành hồ sơ")]
    public required long RejectedDossierRows { get; init; }

    /// <summary>Repairs that were certain, by rule, <c>SC01: 3, SC04: 1</c>, in the files that rows of the period came from; empty for none.</summary>
    [Vietnamese("Số lần tự sửa theo quy tắc, như SC01: 3, SC04: 1; trống khi không có")]
    public required string Repairs { get; init; }

    /// <summary>Sum of <c>Checksum</c> of the rows of the period: a reader whose rows add up to another has read two publications.</summary>
    [Vietnamese("Tổng số kiểm tra của các dòng trong bảng của loại kỳ")]
    public required long Checksum { get; init; }

    /// <summary>Sum of <c>Checksum</c> of the rows of the period in <c>indicators</c>.</summary>
    [Vietnamese("Tổng số kiểm tra của các dòng trong bảng indicators")]
    public required long IndicatorChecksum { get; init; }

    /// <summary>The version of every definition that the figures were made with, <c>indicators=1a2b3c4d; program=1.0.0; …</c>; empty for a night.</summary>
    [Vietnamese("Phiên bản của mọi định nghĩa đã dùng: đơn vị, mục tiêu, chỉ tiêu, từ vựng, nguồn, chương trình")]
    public required string Definitions { get; init; }

    /// <summary>
    /// <c>Open</c> (not over yet), <c>Provisional</c> (over, data may still come), <c>Signed</c>, or <c>Restated</c>: signed, and changed since by a
    /// restatement; empty for a night.
    /// </summary>
    [Vietnamese("Open chưa hết kỳ, Provisional hết kỳ chưa ký, Signed đã ký, Restated đã điều chỉnh sau khi ký")]
    public required string State { get; init; }

    /// <summary>The post that signed or restated it; empty when nobody did.</summary>
    [Vietnamese("Chức vụ ký hoặc điều chỉnh")]
    public required string SignedBy { get; init; }

    /// <summary>The document; empty when nobody signed.</summary>
    [Vietnamese("Văn bản ký hoặc điều chỉnh")]
    public required string SignedDocument { get; init; }

    /// <summary>Local day of it, <c>yyyy-MM-dd</c>; empty when nobody signed.</summary>
    [Vietnamese("Ngày ký hoặc điều chỉnh")]
    public required string SignedOn { get; init; }

    string IPublishedRow.TableName => "datasets";

    string IPublishedRow.PartitionKey => Partition;

    string IPublishedRow.RowKey => Period;
}
