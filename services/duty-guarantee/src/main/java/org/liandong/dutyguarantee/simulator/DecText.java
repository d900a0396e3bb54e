package org.liandong.dutyguarantee.simulator;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// A declaration as the single window writes it, with one line and one container.
public final class DecText {

    private DecText() {}

    /// A message.
    ///
    /// @param heavy    the net weight is above the gross weight
    /// @param mistyped the container number has a wrong check digit
    /// @param lacking  the required name of the consignee is missing
    public static String of(
            String entryId,
            String taxpayer,
            String filingNo,
            String customs,
            String type,
            boolean heavy,
            boolean mistyped,
            boolean lacking,
            String goods,
            LocalDate day) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <DecMessage>
          <DecHead>
            <EntryId>%s</EntryId>
            <IEFlag>I</IEFlag>
            <Type>%s</Type>
            <ApprNo>%s</ApprNo>
            <AgentCode>3502980002</AgentCode>
            <AgentName>示例报关公司</AgentName>
            <AgentCodeScc>91350200MA2AGENT01</AgentCodeScc>
            <CopCode>350298000</CopCode>
            <CopName>示例报关公司</CopName>
            <CustomMaster>%s</CustomMaster>
            <IEPort>%s</IEPort>
            <DeclTrnRel>0</DeclTrnRel>
            <DistinatePort>DEU000</DistinatePort>
            <EdiId>1</EdiId>
            <EntryType>M</EntryType>
            <GrossWet>1000.00</GrossWet>
            <NetWt>%s</NetWt>
            <InputerName>示例录入员</InputerName>
            <OwnerName>示例进口公司</OwnerName>
            <OwnerCodeScc>%s</OwnerCodeScc>
            <PackNo>10</PackNo>
            <TradeCountry>DEU</TradeCountry>
            <TradeMode>0110</TradeMode>
            <CutMode>101</CutMode>
            <TradeCode>3502960001</TradeCode>
            <TradeCoScc>%s</TradeCoScc>
            %s
            <TrafMode>2</TrafMode>
            <TransMode>1</TransMode>
            <TypistNo>8930000000001</TypistNo>
            <WrapType>22</WrapType>
            <PromiseItmes>00000</PromiseItmes>
            <TradeAreaCode>DEU</TradeAreaCode>
            <DespPortCode>DEU012</DespPortCode>
            <EntyPortCode>350201</EntyPortCode>
            <GoodsPlace>示例监管场所</GoodsPlace>
            <DeclareName>示例申报员</DeclareName>
            <ChkSurety>1</ChkSurety>
            <BillNo>BL%s</BillNo>
          </DecHead>
          <DecLists>
            <DecList>
              <GNo>1</GNo>
              <CodeTS>8471501090</CodeTS>
              <GName>%s</GName>
              <GQty>10</GQty>
              <GUnit>001</GUnit>
              <FirstQty>10</FirstQty>
              <FirstUnit>001</FirstUnit>
              <DeclPrice>10000.00</DeclPrice>
              <DeclTotal>100000.00</DeclTotal>
              <TradeCurr>CNY</TradeCurr>
              <OriginCountry>DEU</OriginCountry>
              <DestinationCountry>CHN</DestinationCountry>
              <DutyMode>1</DutyMode>
              <DistrictCode>35029</DistrictCode>
            </DecList>
          </DecLists>
          <DecContainers>
            <Container>
              <ContainerId>%s</ContainerId>
              <ContainerMd>11</ContainerMd>
              <GoodsNo>1</GoodsNo>
            </Container>
          </DecContainers>
          <DecSign>
            <OperType>C</OperType>
            <ClientSeqNo>C%s</ClientSeqNo>
            <SignDate>%s080000</SignDate>
          </DecSign>
        </DecMessage>
        """
                .formatted(
                        entryId,
                        type,
                        filingNo,
                        customs,
                        customs,
                        heavy ? "1000.01" : "900.00",
                        taxpayer,
                        taxpayer,
                        lacking ? "" : "<TradeName>示例进口公司</TradeName>",
                        entryId.substring(9),
                        goods,
                        mistyped ? "CSQU3054384" : "CSQU3054383",
                        entryId.substring(9),
                        day.format(DateTimeFormatter.BASIC_ISO_DATE));
    }
}
